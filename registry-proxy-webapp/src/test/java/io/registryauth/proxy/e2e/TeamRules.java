package io.registryauth.proxy.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Rules such as a team may have, and its people. */
final class TeamRules {

    static final User ADMIN = new User("admin", "admin's password");
    /** In the team. */
    static final User ALICE = new User("alice", "alice's password");
    /** Nobody in particular. */
    static final User BOB = new User("bob", "bob's password");
    /** Reads what the team has. */
    static final User CAROL = new User("carol", "carol's password");
    /** Read it in former times. */
    static final User CONTRACTOR = new User("contractor", "contractor's password");

    /** What lets the team push to its repositories. */
    static final String TEAM_MAY_PUSH = """
              - groups: [team]
                repositories: [team/**]
                allow: [pull, push]
            """;

    static final String WITHOUT_TEAM = """
            rules:
              - users: [admin, admin-*]
                allow: [pull, push, delete, catalog]
              - users: ["*"]
                repositories: ["home/${user}/**"]
                allow: [pull, push, delete]
              - groups: [team]
                repositories: [inbox/**]
                allow: [push]
              - users: [carol]
                repositories: [team/**]
                allow: [pull]
              - users: [contractor]
                repositories: [team/**]
                allow: [pull]
                until: 2020-12-31
              - anonymous: true
                repositories: [public/**]
                allow: [pull]
              - users: ["*"]
                repositories: [team/secret/**]
                deny: [pull, push, delete]
                except: [admin]
            """;

    static final String ALL = WITHOUT_TEAM + TEAM_MAY_PUSH;

    private final Path folder;

    private TeamRules(Path folder) {
        this.folder = folder;
    }

    /** Writes them to a folder. */
    static TeamRules in(Path folder) throws IOException {
        TeamRules rules = new TeamRules(folder);
        rules.write(ALL);
        Files.writeString(rules.groups(), "team: alice dave\n");
        User.writeFile(rules.users(), ADMIN, ALICE, BOB, CAROL, CONTRACTOR);
        return rules;
    }

    /** Puts other rules in their place. */
    void write(String text) throws IOException {
        Files.writeString(rules(), text);
    }

    Path users() {
        return folder.resolve("users.htpasswd");
    }

    Path rules() {
        return folder.resolve("access.yml");
    }

    Path groups() {
        return folder.resolve("groups");
    }

    /** The settings that name the files, but for the users. */
    Map<String, String> settings() {
        return Map.of(
                "rules", rules().toString(),
                "groups", groups().toString());
    }
}
