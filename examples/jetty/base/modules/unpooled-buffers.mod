[description]
Uses no buffer twice: Jetty 12.1 may read from one after it gave it back.

[provides]
bytebufferpool

[depend]
logging

[xml]
etc/unpooled-buffers.xml
