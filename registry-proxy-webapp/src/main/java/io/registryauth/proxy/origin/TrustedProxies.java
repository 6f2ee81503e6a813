package io.registryauth.proxy.origin;

import java.util.ArrayList;
import java.util.List;

/** The addresses of proxies in front of this one, whose forwarded headers are believed. Immutable. */
public final class TrustedProxies {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private final List<AddressRange> ranges;

    private TrustedProxies(List<AddressRange> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /**
     * Reads addresses and CIDR ranges, IPv4 and IPv6, such as {@code 10.0.0.0/8} and {@code ::1}.
     *
     * @throws IllegalArgumentException for a text that is neither; its message quotes the text
     */
    public static TrustedProxies parse(List<String> texts) {
        List<AddressRange> ranges = new ArrayList<>();
        for (String text : texts) {
            ranges.add(AddressRange.parse(text));
        }
        return new TrustedProxies(ranges);
    }

    /**
     * Whether an address is one of these proxies.
     *
     * @param address a literal IPv4 or IPv6 address; anything else is not trusted
     */
    public boolean contains(String address) {
        byte[] bytes = AddressRange.bytes(address);
        return bytes != null && ranges.stream().anyMatch(range -> range.contains(bytes));
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }
}
