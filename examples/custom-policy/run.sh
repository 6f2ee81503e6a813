#!/usr/bin/env bash
# Starts the proxy on 127.0.0.1, with its audit log in the current folder: run.sh PORT USERS-FILE REGISTRY-URL
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../build.sh"
build custom-policy class-path
exec java -cp "$here/target/classes:$(<"$here/target/class-path")" io.registryauth.examples.policy.Main "$@"
