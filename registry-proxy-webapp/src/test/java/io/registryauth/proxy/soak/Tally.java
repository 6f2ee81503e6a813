package io.registryauth.proxy.soak;

import java.util.Map;
import java.util.TreeMap;

/** How often each operation ran, and how often each status was the answer. Thread-safe. */
final class Tally {
    private final Map<Operation, Integer> operations = new TreeMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    synchronized void ran(Operation operation) {
        operations.merge(operation, 1, Integer::sum);
    }

    /** Counts an answer; 0 is one that broke off. */
    synchronized void answered(int status) {
        statuses.merge(status, 1, Integer::sum);
    }

    synchronized Map<Operation, Integer> operations() {
        return Map.copyOf(operations);
    }

    synchronized int total() {
        return operations.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public synchronized String toString() {
        return "operations " + operations + ", answers " + statuses;
    }
}
