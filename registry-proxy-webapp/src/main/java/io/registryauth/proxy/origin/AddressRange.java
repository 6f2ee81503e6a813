package io.registryauth.proxy.origin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A range of IPv4 or IPv6 addresses, written in CIDR notation or as one address. Immutable. */
final class AddressRange {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    /** A text that begins so and has a colon is never taken for the name of a host. */
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f:.]*");

    /** Of an IPv6 address that ends with an IPv4 address. */
    private static final int MAX_LENGTH = 45;

    private static final Pattern PREFIX_LENGTH = Pattern.compile("[0-9]{1,3}");

    private final byte[] network;
    private final int prefixLength;

    private AddressRange(byte[] network, int prefixLength) {
        this.network = network;
        this.prefixLength = prefixLength;
    }

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException when the text is neither an address nor a CIDR range
     */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] network = bytes(slash < 0 ? text : text.substring(0, slash));
        if (network == null) {
            throw new IllegalArgumentException("has \"" + text + "\", which is neither an IP address nor a CIDR range");
        }
        int bits = network.length * Byte.SIZE;
        if (slash < 0) {
            return new AddressRange(network, bits);
        }
        String length = text.substring(slash + 1);
        if (!PREFIX_LENGTH.matcher(length).matches() || Integer.parseInt(length) > bits) {
            throw new IllegalArgumentException(
                    "has \"" + text + "\", which needs a number from 0 to " + bits + " after the slash");
        }
        return new AddressRange(network, Integer.parseInt(length));
    }

    /** The bytes of a literal address, with an IPv4 address in IPv6 clothes as IPv4; null for any other text. */
    static byte @Nullable [] bytes(String address) {
        if (!isLiteral(address)) {
            return null;
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Keeps the name service out of it: only a text of this form is never looked up. */
    private static boolean isLiteral(String address) {
        if (address.length() > MAX_LENGTH) {
            return false;
        }
        if (IPV4.matcher(address).matches()) {
            for (String part : address.split("\\.", -1)) {
                // others read a leading zero as the sign of an octal number
                if (Integer.parseInt(part) > 255 || (part.length() > 1 && part.startsWith("0"))) {
                    return false;
                }
            }
            return true;
        }
        return address.indexOf(':') >= 0 && IPV6.matcher(address).matches();
    }

    /** Whether an address lies in the range; never where one is IPv4 and the other IPv6. */
    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((address[bit / Byte.SIZE] ^ network[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
