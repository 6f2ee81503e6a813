#!/usr/bin/env bash
# Starts a directory with the entries of directory.ldif, in memory and on every address of this machine: directory.sh PORT
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../build.sh"
build custom-authenticator class-path
exec java -cp "$(<"$here/target/class-path")" com.unboundid.ldap.listener.InMemoryDirectoryServerTool \
  --port "$1" --baseDN dc=example,dc=org --ldifFile "$here/directory.ldif"
