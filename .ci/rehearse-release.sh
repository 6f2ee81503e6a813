#!/usr/bin/env bash
# Rehearses a release in temporary folders: builds and deploys it twice, with everything that a repository asks for, compares
# the two byte for byte, and has the comparison of APIs find a method that went missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

work=$(mktemp -d)
version=$(sed -n 's|^  <version>\(.*\)-SNAPSHOT</version>$|\1|p' pom.xml)-rehearsal.$$
local_repository=$(mvn -q -B -ntp help:evaluate -Dexpression=settings.localRepository -DforceStdout | sed 's/\x1b\[[0-9;]*m//g')
export GNUPGHOME=$work/gnupg

# Maven keeps what it got from the rehearsal's repository: it must not be taken for a release.
# shellcheck disable=SC2317 # called by a trap
clean_up() {
  gpgconf --kill all || true
  rm -rf "$work" "$local_repository"/io/registryauth/*/{"$version",maven-metadata-rehearsal.xml}
}
trap clean_up EXIT

fail() {
  echo "rehearse-release.sh: $*" >&2
  exit 1
}

# The sources, as they would be tagged; the repository of the rehearsal is where the baseline comes from.
copy() { # folder, version
  mkdir "$work/$1"
  git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
    [[ ! -e $file ]] || printf '%s\0' "$file"
  done | tar -c --null --files-from=- | tar -x -C "$work/$1"
  find "$work/$1" -name pom.xml -exec sed -i "s|<version>[0-9.]*-SNAPSHOT</version>|<version>$2</version>|" {} +
  sed -i "s|^</project>|<repositories><repository><id>rehearsal</id><url>file://$work/first.repository</url></repository></repositories>\n&|" \
    "$work/$1/pom.xml"
}

maven() { # folder, argument...
  local folder=$1
  shift
  (cd "$work/$folder" && mvn -B -ntp -Dquick "$@") >"$work/$folder.log" 2>&1
}

deploy() { # folder, argument...
  maven "$1" deploy -DskipTests -Dmaven.install.skip -Partefacts -pl registry-auth-filter,registry-proxy-webapp -am \
    "-DaltDeploymentRepository=rehearsal::file://$work/$1.repository" "${@:2}" ||
    fail "the build in the folder $1 failed:
$(grep -E '^\[(ERROR|WARNING)\]' "$work/$1.log")"
}

compare_apis() { # folder
  maven "$1" verify -Dmaven.test.skip -pl registry-auth-filter -am -Djapicmp.skip=false "-Dapi.baseline=$version"
}

echo "Building and signing $version"
mkdir -m 700 "$GNUPGHOME"
gpg --batch --quiet --passphrase '' --quick-generate-key rehearsal@example.org default default 1d 2>/dev/null
copy first "$version"
deploy first -Prelease

echo "Building it again, in another folder, language and time zone"
(
  copy second "$version"
  export LC_ALL=C TZ=Pacific/Auckland
  deploy second
)

published() { # folder; signatures and the times of deployment differ by nature
  (cd "$work/$1.repository" && find . -type f ! -name '*.asc*' ! -name 'maven-metadata.xml*' | sort)
}
diff <(published first) <(published second) || fail "the two builds published different files"
while read -r file; do
  cmp "$work/first.repository/$file" "$work/second.repository/$file" || fail "two builds of $file differ"
done < <(published first)
echo "$(published first | wc -l) files are the same in both"

# What Maven Central asks for, and the bill of materials.
for module in registry-auth-filter:jar registry-proxy-webapp:war; do
  base=$work/first.repository/io/registryauth/${module%:*}/$version/${module%:*}-$version
  for suffix in ".${module#*:}" .pom -sources.jar -javadoc.jar -cyclonedx.json -cyclonedx.xml; do
    for file in "$base$suffix" "$base$suffix".{asc,md5,sha1}; do
      [[ -s $file ]] || fail "${file##*/} is missing"
    done
    gpg --batch --quiet --verify "$base$suffix.asc" "$base$suffix" 2>/dev/null || fail "wrong signature of ${base##*/}$suffix"
  done
  for element in name description; do
    grep -q "^  <$element>.*</$element>" "$base.pom" || fail "no $element in ${base##*/}.pom"
  done
done
parent=$work/first.repository/io/registryauth/registry-auth-parent/$version/registry-auth-parent-$version.pom
for element in name description url licenses developers scm; do
  grep -q "^  <$element\b" "$parent" || fail "no $element in ${parent##*/}"
done
[[ $(ls "$work/first.repository/io/registryauth") == $'registry-auth-filter\nregistry-auth-parent\nregistry-proxy-webapp' ]] ||
  fail "other modules than these three were published: $(ls "$work/first.repository/io/registryauth")"
echo "Sources, Javadoc, bills of materials, POMs, checksums and signatures are there"

# The version after it: compared with its own, Maven would take the same file for both.
copy next "$version.next"
compare_apis next || fail "the same API is not compatible with itself:
$(grep '^\[ERROR\]' "$work/next.log")"
sed -i 's/public List<String> warnings()/public List<String> renamed()/' \
  "$work/next/registry-auth-filter/src/main/java/io/registryauth/RegistryAuthFilter.java"
if compare_apis next; then
  fail "the comparison of APIs did not see that a public method is gone"
fi
grep -q 'RegistryAuthFilter.warnings()' "$work/next.log" ||
  fail "the build without a public method failed, but not for that:
$(grep '^\[ERROR\]' "$work/next.log")"
echo "A public method that is gone fails the build"
