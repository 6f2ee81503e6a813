#!/usr/bin/env bash
# Builds with every check and runs all tests on JDK 17, then runs all tests again on the newest JDK.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The major version and folder of each JDK, oldest first: "17 /usr/lib/jvm/java-17-openjdk-amd64".
jdks() {
  local javac version
  for javac in /usr/lib/jvm/*/bin/javac "$(command -v javac)"; do
    [[ -x $javac ]] || continue
    version=$("$javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    echo "$version $(dirname "$(dirname "$(readlink -f "$javac")")")"
  done | sort -n -u
}

# Maven, and at its end the summaries of Surefire and Failsafe once more, module by module.
maven() {
  local title=$1 status=0
  shift
  mvn -B -ntp "$@" | tee "$log" || status=$?
  echo
  echo "=== Tests on $title"
  sed -nE -e 's/^\[INFO\] --- (maven-)?(surefire|failsafe)[-a-z]*:[^:]*:(test|integration-test) .* @ ([^ ]+) ---$/\2 @ \4/p' \
    -e '/Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+$/p' "$log"
  return "$status"
}

.ci/install-tools.sh
log=$(mktemp)
trap 'rm -f "$log"' EXIT

jdk17=$(jdks | awk '$1 == 17 {print $2}' | head -n 1)
if [[ -z $jdk17 ]]; then
  echo "No JDK 17 found: install openjdk-17-jdk-headless" >&2
  exit 1
fi
read -r newest jdk < <(jdks | tail -n 1)

export JAVA_HOME=$jdk17
maven "JDK 17, with every check" verify
.ci/rehearse-release.sh
if ((newest > 17)); then
  maven "JDK $newest" verify -Dquick -Djvm="$jdk/bin/java"
else
  echo "No JDK newer than 17 found: the tests ran on 17 only"
fi
