# shellcheck shell=bash
# For the scripts beside the examples: builds one of them, and the filter, unless it is newer than what it is made of.
build() { # example, a file that its build writes
  local root
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
  local example=$root/examples/$1
  local built=$example/target/$2
  local sources=("$root"/{,examples/}pom.xml "$root"/registry-auth-filter/{pom.xml,src/main} "$example"/{pom.xml,src/main})
  if [[ ! -e $built || -n $(find "${sources[@]}" -newer "$built" -print -quit) ]]; then
    echo "Building $1" >&2
    (cd "$root" && mvn -q -B -ntp -Dquick -DskipTests -pl "examples/$1" -am package) >&2
  fi
}
