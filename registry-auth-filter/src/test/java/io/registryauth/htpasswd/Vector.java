package io.registryauth.htpasswd;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A hash that was published together with its password, and where. */
record Vector(String scheme, String password, String hash, String source) {
    private static final String APACHE = "Apache HTTP Server 2.4 documentation, Password Formats";
    private static final String CRYPT_BLOWFISH = "Openwall crypt_blowfish 1.3, wrapper.c";
    private static final String PYCA = "pyca/bcrypt, tests/test_bcrypt.py";
    private static final String DREPPER = "Drepper, Unix crypt using SHA-256 and SHA-512, reference implementation";
    private static final String PASSLIB = "Passlib, tests/test_handlers.py";
    private static final String UNIX_CRYPT = "unix-crypt for Ruby, test/unix_crypt_test.rb";

    private static final String LONG_PASSWORD =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    static final List<Vector> ALL = List.of(
            new Vector("bcrypt", "myPassword", "$2y$05$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC", APACHE),
            bcrypt("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
            bcrypt("U*U*", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK"),
            bcrypt("U*U*U", "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"),
            bcrypt("", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy"),
            // Published with more characters behind the 72 that count.
            bcrypt(LONG_PASSWORD, "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui"),
            new Vector("bcrypt", "I9VfYlacJiwiK", "$2b$04$xnFVhJsTzsFBTeP3PpgbMeMREb6rdKV9faW54Sx.yg9plf4jY8qT6", PYCA),
            new Vector("bcrypt", "VFPO7YXnHQbQO", "$2b$04$WQp9.igoLqVr6Qk70mz6xuRxE0RttVXXdukpR9N54x17ecad34ZF6", PYCA),
            new Vector("apr1", "myPassword", "$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/", APACHE),
            new Vector("apr1", "myPassword", "$apr1$qHDFfhPC$nITSVHgYbDAK1Y0acGRnY0", APACHE),
            sha256("Hello world!", "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"),
            sha256("Hello world!", "$5$rounds=10000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA"),
            sha256(
                    "This is just a test",
                    "$5$rounds=5000$toolongsaltstrin$Un/5jzAHMgOGZ5.mWJpuVolil07guHPvOW8mGRcvxa5"),
            sha256(
                    "a very much longer text to encrypt.  This one even stretches over morethan one line.",
                    "$5$rounds=1400$anotherlongsalts$Rx.j8H.h8HjEDGomFU8bDkXm3XIUnzyxf12oP84Bnq1"),
            sha256(
                    "we have a short salt string but not a short password",
                    "$5$rounds=77777$short$JiO1O3ZpDAxGJeaDIuqCoEFysAe1mZNJRs3pw0KQRd/"),
            sha256("a short string", "$5$rounds=123456$asaltof16chars..$gP3VQ/6X7UUEW3HkBn2w1/Ptq2jxPyzV/cZKmF/wJvD"),
            sha256(
                    "the minimum number is still observed",
                    "$5$rounds=1000$roundstoolow$yfvwcWrQ8l/K0DAWyuPMDNHpIVlTQebY9l/gL972bIC"),
            sha512(
                    "Hello world!",
                    "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1"),
            sha512(
                    "Hello world!",
                    "$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v."),
            sha512(
                    "This is just a test",
                    "$6$rounds=5000$toolongsaltstrin$lQ8jolhgVRVhY4b5pZKaysCLi0QBxGoNeKQzQ3glMhwllF7oGDZxUhx1yxdYcz/e1JSbq3y6JMxxl8audkUEm0"),
            sha512(
                    "a very much longer text to encrypt.  This one even stretches over morethan one line.",
                    "$6$rounds=1400$anotherlongsalts$POfYwTEok97VWcjxIiSOjiykti.o/pQs.wPvMxQ6Fm7I6IoYN3CmLs66x9t0oSwbtEW7o7UmJEiDwGqd8p4ur1"),
            sha512(
                    "we have a short salt string but not a short password",
                    "$6$rounds=77777$short$WuQyW2YR.hBNpjjRhpYD/ifIw05xdfeEyQoMxIXbkvr0gge1a1x3yRULJ5CCaUeOxFmtlcGZelFl5CxtgfiAc0"),
            sha512(
                    "a short string",
                    "$6$rounds=123456$asaltof16chars..$BtCwjqMJGx5hrJhZywWvt0RLE8uZ4oPwcelCjmw2kSYu.Ec6ycULevoBK25fs2xXgMNrCzIMVcgEJAstJeonj1"),
            sha512(
                    "the minimum number is still observed",
                    "$6$rounds=1000$roundstoolow$kUMsbe306n21p9R.FRkW3IGn.S9NPN0x50YhH1xhLsPuWGsUSklZt58jaTfF4ZEQpyUNGc0dqbpBYYBaHHrsX."),
            new Vector("{SHA}", "myPassword", "{SHA}VBPuJHI7uixaa6LQGWx4s+5GKNE=", APACHE),
            new Vector("{SHA}", "helloworld", "{SHA}at+xg6SiyUovktq1redipHiJpaE=", PASSLIB),
            new Vector("{SSHA}", "testing123", "{SSHA}0c0blFTXXNuAMHECS4uxrj3ZieMoWImr", PASSLIB),
            new Vector("{SSHA}", "secret", "{SSHA}0H+zTv8o4MR4H43n03eCsvw1luG8LdB7", PASSLIB),
            new Vector("{SSHA}", "test", "{SSHA}P90+qijSp8MJ1tN25j5o1PflUvlqjXHOGeOckw==", PASSLIB),
            new Vector("{SSHA}", "test", "{SSHA}/ZMF5KymNM+uEOjW+9STKlfCFj51bg3BmBNCiPHeW2ttbU0=", PASSLIB),
            new Vector("DES crypt", "myPassword", "rqXexS6ZhobKA", APACHE),
            new Vector("DES crypt", "test", "PQl1.p7BcJRuM", UNIX_CRYPT),
            new Vector("DES crypt", "much longer password here", "xxtHrOGVa3182", UNIX_CRYPT));

    private static Vector bcrypt(String password, String hash) {
        return new Vector("bcrypt", password, hash, CRYPT_BLOWFISH);
    }

    private static Vector sha256(String password, String hash) {
        return new Vector("sha256-crypt", password, hash, DREPPER);
    }

    private static Vector sha512(String password, String hash) {
        return new Vector("sha512-crypt", password, hash, DREPPER);
    }

    /** One vector of each scheme. */
    static Stream<Vector> oneOfEach() {
        return ALL.stream()
                .collect(Collectors.toMap(Vector::scheme, vector -> vector, (first, later) -> first))
                .values()
                .stream();
    }

    /** The first vector of a scheme. */
    static Vector of(String scheme) {
        return ALL.stream()
                .filter(vector -> vector.scheme().equals(scheme))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Vector> all() {
        return ALL.stream();
    }
}
