#!/usr/bin/env bash
# Starts the application on 127.0.0.1: run.sh PORT PROPERTIES-FILE
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../build.sh"
build custom-authenticator class-path
exec java -cp "$here/target/classes:$(<"$here/target/class-path")" io.registryauth.examples.ldap.Main "$@"
