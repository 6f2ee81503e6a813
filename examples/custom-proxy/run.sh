#!/usr/bin/env bash
# Deploys the WAR to Debian's Tomcat, on 127.0.0.1: run.sh PORT USERS-FILE REGISTRY-URL
set -euo pipefail

if (($# != 3)); then
  echo "Usage: run.sh PORT USERS-FILE REGISTRY-URL" >&2
  exit 2
fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
users=$(realpath "$2")
source "$here/../build.sh"
build custom-proxy custom-proxy.war
"$here/../../.ci/install-tools.sh" tomcat10

export CATALINA_HOME=/usr/share/tomcat10 CATALINA_BASE=$here/target/tomcat-$1
export CATALINA_OPTS="-Dport=$1 -Dusers=$users -Dregistry=$3"
rm -rf "$CATALINA_BASE"
mkdir -p "$CATALINA_BASE"/{conf,logs,temp,webapps}
cp "$CATALINA_HOME"/etc/{catalina.properties,web.xml} "$here/src/main/tomcat/server.xml" "$CATALINA_BASE/conf"
cp "$here/target/custom-proxy.war" "$CATALINA_BASE/webapps/ROOT.war"
exec "$CATALINA_HOME/bin/catalina.sh" run
