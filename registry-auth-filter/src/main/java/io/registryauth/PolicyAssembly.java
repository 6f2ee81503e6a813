package io.registryauth;

import io.registryauth.policy.WritersPolicy;
import io.registryauth.reload.Reloader;
import io.registryauth.rules.AccessRules;
import io.registryauth.rules.Groups;
import io.registryauth.rules.GroupsFile;
import io.registryauth.rules.RuleSet;
import io.registryauth.rules.RulesFile;
import io.registryauth.rules.RulesPolicy;
import io.registryauth.rules.ShadowPolicy;
import io.registryauth.settings.FilterSettings;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Setting;
import io.registryauth.settings.Settings;
import io.registryauth.spi.AccessPolicy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what decides who may do what: writers and read methods, or rules, or the application's own policy; and
 * rules that are tried beside them.
 *
 * @param given the settings that somebody gave, also those whose text is no value
 * @param own the application's own policy; null where there is none
 */
record PolicyAssembly(
        Settings settings, Set<Setting<?>> given, @Nullable AccessPolicy own, Problems problems, Reloader reloader) {
    private static final List<Setting<?>> REPLACED_BY_A_POLICY =
            List.of(FilterSettings.WRITERS, FilterSettings.READ_METHODS, FilterSettings.RULES);

    /** Makes the policy; empty when something is wrong, which is noted then. */
    Optional<AccessPolicy> policy() {
        Optional<Supplier<Groups>> groups = groups();
        Optional<AccessPolicy> live = live(groups);
        Optional<Path> shadow = settings.find(FilterSettings.SHADOW_RULES);
        if (shadow.isEmpty()) {
            return live;
        }
        Optional<AccessPolicy> tried = rules(FilterSettings.SHADOW_RULES, shadow.get(), groups);
        return live.flatMap(policy -> tried.map(other -> new ShadowPolicy(policy, other)));
    }

    private Optional<AccessPolicy> live(Optional<Supplier<Groups>> groups) {
        if (own != null) {
            ReplacedSettings.refuse(REPLACED_BY_A_POLICY, given, "an access policy of your own", problems);
            return Optional.of(own);
        }
        Optional<Path> rules = settings.find(FilterSettings.RULES);
        if (rules.isPresent()) {
            ReplacedSettings.refuse(FilterSettings.WITHOUT_RULES, given, "rules", problems);
            return rules(FilterSettings.RULES, rules.get(), groups);
        }
        return settings.find(FilterSettings.WRITERS).flatMap(writers -> settings.find(FilterSettings.READ_METHODS)
                .map(readMethods -> new WritersPolicy(writers, readMethods)));
    }

    /** The group file; without one, no groups. Empty when it cannot be used. */
    private Optional<Supplier<Groups>> groups() {
        Optional<Path> file = settings.find(FilterSettings.GROUPS);
        if (file.isEmpty()) {
            return Optional.of(() -> Groups.NONE);
        }
        if (!given.contains(FilterSettings.RULES) && !given.contains(FilterSettings.SHADOW_RULES)) {
            problems.add("groups: does nothing without rules; name a rules file, or remove it");
        }
        return Reading.of(FilterSettings.GROUPS, () -> new GroupsFile(file.get()).open(reloader), problems);
    }

    private Optional<AccessPolicy> rules(Setting<Path> setting, Path path, Optional<Supplier<Groups>> groups) {
        InstantSource clock = InstantSource.system();
        RulesFile file =
                new RulesFile(setting.name().replace('-', ' ') + " file", path, groups.orElse(() -> null), clock);
        Optional<Supplier<RuleSet>> rules = Reading.of(setting, () -> file.open(reloader), problems);
        if (rules.isEmpty() || groups.isEmpty()) {
            return Optional.empty();
        }
        Optional<Supplier<AccessRules>> compiled =
                Reading.of(setting, () -> file.compile(rules.get(), groups.get(), reloader), problems);
        return compiled.map(current -> new RulesPolicy(current, clock));
    }
}
