#!/usr/bin/env bash
# Starts a directory in memory on 127.0.0.1, with the entries of directory.ldif: directory.sh PORT
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../build.sh"
build custom-authenticator class-path
exec java -cp "$here/target/classes:$(<"$here/target/class-path")" \
  io.registryauth.examples.ldap.ExampleDirectory "$@" "$here/directory.ldif"
