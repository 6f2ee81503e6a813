package io.registryauth.htpasswd;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Names and what belongs to each, as compact as the file itself: a million entries are a million small arrays, which are
 * quick to make and little work for the garbage collector. Not thread-safe while entries are added, immutable after.
 */
final class UserTable {
    /** So that nobody can tell which names lie close together. */
    private static final long SEED = new SecureRandom().nextLong();

    private static final int MIN_SLOTS = 16;
    private static final byte SEPARATOR = ':';

    /** Name, separator, text; at the first free slot from where its name's hash leads. At most half are taken. */
    private byte[][] slots;

    /** The names' hashes, which tell most names apart without touching them; 0 where a slot is free. */
    private int[] hashes;

    private int[] lines;
    private int size;

    /**
     * An empty table.
     *
     * @param expected how many entries it takes without growing
     */
    UserTable(int expected) {
        slots = new byte[Math.max(MIN_SLOTS, Integer.highestOneBit(expected) << 2)][];
        hashes = new int[slots.length];
        lines = new int[slots.length];
    }

    /**
     * Adds a name, unless it is there.
     *
     * @param name in UTF-8, without a colon
     * @param text without a colon
     * @param line from 1
     * @return the line that the name stands on already; 0 when it was added
     */
    int add(byte[] name, String text, int line) {
        int hash = hash(name, name.length);
        int slot = slot(hash, name, name.length);
        if (hashes[slot] != 0) {
            return lines[slot];
        }
        hashes[slot] = hash;
        slots[slot] = entry(name, text);
        lines[slot] = line;
        size++;
        if (size > slots.length / 2) {
            grow();
        }
        return 0;
    }

    /** Takes the text of a name that is there away, so that it is empty. */
    void clear(byte[] name) {
        slots[slot(name)] = entry(name, "");
    }

    private static byte[] entry(byte[] name, String text) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        byte[] entry = Arrays.copyOf(name, name.length + 1 + value.length);
        entry[name.length] = SEPARATOR;
        System.arraycopy(value, 0, entry, name.length + 1, value.length);
        return entry;
    }

    /** What belongs to the name; null where there is no such name. */
    @Nullable
    String find(String name) {
        byte[] key = name.getBytes(StandardCharsets.UTF_8);
        byte[] entry = slots[slot(key)];
        // What is not Unicode text has the bytes of a question mark.
        if (entry == null || !new String(entry, 0, key.length, StandardCharsets.UTF_8).equals(name)) {
            return null;
        }
        return new String(entry, key.length + 1, entry.length - key.length - 1, StandardCharsets.UTF_8);
    }

    private int slot(byte[] name) {
        return slot(hash(name, name.length), name, name.length);
    }

    /** Where the name stands, or else the free slot where it would. */
    private int slot(int hash, byte[] name, int length) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (hashes[slot] != 0 && !(hashes[slot] == hash && isOf(slots[slot], name, length))) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Whether an entry is that of a name. */
    static boolean isOf(byte[] entry, byte[] key, int length) {
        return entry.length > length && entry[length] == SEPARATOR && Arrays.equals(entry, 0, length, key, 0, length);
    }

    private static int hash(byte[] key, int length) {
        long hash = SEED;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ key[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return Math.max(1, (int) hash & Integer.MAX_VALUE);
    }

    private void grow() {
        byte[][] oldSlots = slots;
        int[] oldHashes = hashes;
        int[] oldLines = lines;
        slots = new byte[oldSlots.length * 2][];
        hashes = new int[slots.length];
        lines = new int[slots.length];
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldHashes[i] != 0) {
                int slot = slot(oldHashes[i], oldSlots[i], nameLength(oldSlots[i]));
                slots[slot] = oldSlots[i];
                hashes[slot] = oldHashes[i];
                lines[slot] = oldLines[i];
            }
        }
    }

    private static int nameLength(byte[] entry) {
        int length = 0;
        while (entry[length] != SEPARATOR) {
            length++;
        }
        return length;
    }
}
