package io.registryauth.proxy.user;

/**
 * What came of a command that could be carried out.
 *
 * @param yes whether it was done, or is so
 * @param sentence tells a person
 */
public record Answer(boolean yes, String sentence) {
    static Answer yes(String sentence) {
        return new Answer(true, sentence);
    }

    static Answer no(String sentence) {
        return new Answer(false, sentence);
    }
}
