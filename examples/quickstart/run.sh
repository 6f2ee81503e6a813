#!/usr/bin/env bash
# A private registry on this machine that one user may push to and another may only pull from.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
war=$root/registry-proxy-webapp/target/registry-proxy-webapp.war
upstream=${QUICKSTART_REGISTRY:-}
port=${QUICKSTART_PORT:-8080}
data=${QUICKSTART_DATA:-$here/data}

usage() {
  cat <<'USAGE'
Usage: run.sh [option...]

Builds the proxy if need be, starts a registry and the proxy in front of it,
and prints the commands that log in, push and pull. Ctrl-C ends both.

  --registry URL  use the registry that runs there (QUICKSTART_REGISTRY)
                  default: start one, with the program registry or
                  docker-registry, else as a container of the Docker engine,
                  else from Debian's package docker-registry, which it installs
  --port PORT     listen on 127.0.0.1:PORT (QUICKSTART_PORT; default 8080)
  --data FOLDER   keep images, users and passwords there (QUICKSTART_DATA;
                  default: the folder data beside this script)
  --help          print this

The proxy's own settings can be given as environment variables, for example
REGAUTH_REALM; "java -jar registry-proxy-webapp.war --help" lists them.
USAGE
}

fail() {
  echo "run.sh: $*" >&2
  exit 1
}

while (($# > 0)); do
  case $1 in
    --registry | --port | --data)
      (($# > 1)) || fail "$1 needs a value; --help explains"
      case $1 in
        --registry) upstream=$2 ;;
        --port) port=$2 ;;
        --data) data=$2 ;;
      esac
      shift 2
      ;;
    --help) usage && exit ;;
    *) fail "unknown option $1; --help explains" ;;
  esac
done
if ! [[ $port =~ ^[1-9][0-9]{0,4}$ ]] || ((port > 65535)); then
  fail "--port $port: not a port (1 to 65535)"
fi

is_taken() { # a port of 127.0.0.1
  (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

free_port() {
  local candidate
  while candidate=$((20000 + RANDOM % 12000)) && is_taken "$candidate"; do :; done
  echo "$candidate"
}

status_of() { # http://127.0.0.1:$1$2
  local status=000
  {
    exec 3<>"/dev/tcp/127.0.0.1/$1" &&
      printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$2" "$1" >&3 &&
      read -r -t 5 _ status _ <&3
  } 2>/dev/null || true
  exec 3>&-
  echo "$status"
}

# Waits up to a minute for a status, as long as the process with that id lives.
await() { # process id, port, path, status
  local deadline=$((SECONDS + 60))
  until [[ $(status_of "$2" "$3") == "$4" ]]; do
    ((SECONDS < deadline)) && kill -0 "$1" 2>/dev/null || return 1
    sleep 0.2
  done
}

build() {
  local sources=("$root/pom.xml" "$root"/registry-*/pom.xml "$root"/registry-*/src/main)
  # The WAR itself bears the same time whenever it is built; what it was packed from bears the real one.
  if [[ ! -e $war || -n $(find "${sources[@]}" -newer "$war.original" -print -quit) ]]; then
    command -v mvn >/dev/null || fail "mvn is not installed: install Maven to build the proxy"
    echo "Building the proxy"
    (cd "$root" && mvn -q -B -ntp -Dquick -DskipTests -pl registry-proxy-webapp -am package)
  fi
}

# A user's password stands in a file of its own, which the printed commands read.
add_user() { # name, what the user may do
  local password
  password=$(java -jar "$war" user add --users "$data/new/users.htpasswd" --generate "$1" 2>"$data/new/error") ||
    fail "cannot add the user $1: $(<"$data/new/error")"
  echo "$password" >"$data/$1.password"
  printf '  %-7s %s  (%s)\n' "$1" "$password" "$2"
}

make_users() {
  [[ ! -e $users ]] || return 0
  echo "New users, whose passwords stay in $data/*.password:"
  (
    umask 077
    rm -rf "$data/new"
    mkdir "$data/new"
    add_user admin "may push and pull"
    add_user reader "may pull"
  )
  mv "$data/new/users.htpasswd" "$users"
  rm -r "$data/new"
}

start_program() { # registry program, port
  cat >"$data/registry.yml" <<CONFIG
version: 0.1
log: {level: warn, accesslog: {disabled: true}}
storage:
  filesystem: {rootdirectory: "$data/registry"}
  delete: {enabled: true}
http: {addr: "127.0.0.1:$2"}
CONFIG
  "$1" serve "$data/registry.yml" >"$data/registry.log" 2>&1 &
  registry=$!
}

# The client stays in front of the container: like a program, it is one process to wait for and to end.
start_container() { # port
  docker run --rm --user "$(id -u):$(id -g)" --publish "127.0.0.1:$1:5000" --volume "$data/registry:/var/lib/registry" \
    --env REGISTRY_STORAGE_DELETE_ENABLED=true registry:2 >"$data/registry.log" 2>&1 &
  registry=$!
}

start_registry() {
  local port program
  port=$(free_port)
  mkdir -p "$data/registry"
  if program=$(command -v registry || command -v docker-registry); then
    start_program "$program" "$port"
  elif command -v docker >/dev/null && docker info >/dev/null 2>&1 && docker pull -q registry:2; then
    start_container "$port"
  else
    "$root/.ci/install-tools.sh" docker-registry
    start_program docker-registry "$port"
  fi
  await "$registry" "$port" /v2/ 200 || fail "the registry did not start; the end of $data/registry.log:
$(tail -n 5 "$data/registry.log")"
  upstream=http://127.0.0.1:$port
}

# Ends what this script started: the proxy first, so that transfers can finish.
# shellcheck disable=SC2317 # called by a trap
stop() {
  local process
  trap '' INT TERM
  for process in $proxy $registry; do
    if kill "$process" 2>/dev/null; then
      wait "$process" || true
    fi
  done
}

print_commands() {
  local host=127.0.0.1:$port admin="" reader=""
  [[ ! -e $data/admin.password ]] || admin=" --password-stdin <'$data/admin.password'"
  [[ ! -e $data/reader.password ]] || reader=" --password-stdin <'$data/reader.password'"
  cat <<COMMANDS

The registry answers on $host. As the writer, push:
  docker login $host -u admin$admin
  docker pull hello-world
  docker tag hello-world $host/hello-world
  docker push $host/hello-world

As the reader, pull; a push is refused:
  docker login $host -u reader$reader
  docker pull $host/hello-world
  docker push $host/hello-world

Ctrl-C ends it; images and users stay in $data.

COMMANDS
}

command -v java >/dev/null || fail "java is not installed: install a JDK, 17 or newer"
if is_taken "$port"; then
  fail "port $port of 127.0.0.1 is taken: end what listens there, or choose another with --port"
fi
mkdir -p "$data"
data=$(cd "$data" && pwd)
users=$data/users.htpasswd
registry=""
proxy=""
trap stop EXIT
trap 'echo; echo Stopping; exit 0' INT TERM

build
make_users
[[ -n $upstream ]] || start_registry
java -XX:+ExitOnOutOfMemoryError -jar "$war" --listen "127.0.0.1:$port" --upstream "$upstream" --users "$users" &
proxy=$!
await "$proxy" "$port" /health 200 || fail "the proxy at port $port did not become healthy in front of $upstream"
print_commands
# The first of the two that ends by itself ends the other.
wait -n
fail "the registry or the proxy ended by itself; see above and $data/registry.log"
