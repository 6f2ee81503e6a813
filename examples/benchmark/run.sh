#!/usr/bin/env bash
# Measures the proxy beside its peers, and the filter by itself.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

usage() {
  cat <<'USAGE'
Usage: run.sh [option...]

Builds the proxy, installs the peers, runs them and ours in turn on 127.0.0.1,
and prints the tables that the README beside this script explains; what goes
on meanwhile goes to the standard error. Nothing is left running.

  --rounds N      measure each so often (default 5)
  --seconds N     each time for so long (default 5)
  --warm-up N     run JVMs for so many seconds before that, again and again
                  while they become faster (default 10)
  --only NAME,…   measure these sections: schemes, users, small, registry,
                  blobs, memory, filter, start, storm, logins, jmh (default all)
  --peers NAME,…  compare these: none, nginx, httpd, haproxy, caddy, ours,
                  logging, which is ours with its access log (default all)
  --users N,…     the sizes of the large users files (default 100000,1000000)
  --connections N,…
                  over how many connections small answers are asked for
                  (default 1,16,256)
  --transfers N,… how many blobs move at once; of these, memory takes the
                  largest (default 1,8,64)
  --blob N        the size of a blob, in MB (default 300)
  --idle N        how many idle connections there are (default 10000)
  --slow N        how many clients read slowly (default 1000)
  --storm N       how many users log in at once (default 500)
  --logins N      how many refusals of each kind are timed (default 1000)
  --as-is         build and install nothing
  --help          print this
USAGE
}

fail() {
  echo "run.sh: $*" >&2
  exit 1
}

as_is=""
options=(--war "$root/registry-proxy-webapp/target/registry-proxy-webapp.war")
while (($# > 0)); do
  case $1 in
    --as-is) as_is=1 ;;
    --help) usage && exit ;;
    *) options+=("$1") ;;
  esac
  shift
done

command -v java >/dev/null || fail "java is not installed: install a JDK, 17 or newer"
if [[ -z $as_is ]]; then
  command -v mvn >/dev/null || fail "mvn is not installed: install Maven to build the proxy"
  echo "building" >&2
  (cd "$root" && mvn -q -B -ntp -Dquick -DskipTests -pl examples/benchmark -am package) >&2
  "$root/.ci/install-tools.sh" wrk curl openssl nginx apache2 haproxy caddy docker-registry >&2
fi
exec java -cp "$here/target/classes:$(<"$here/target/class-path")" io.registryauth.examples.benchmark.Main "${options[@]}"
