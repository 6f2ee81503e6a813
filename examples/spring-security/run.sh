#!/usr/bin/env bash
# Starts the application; arguments are Spring Boot's: run.sh --server.port=8080
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../build.sh"
build spring-security spring-security.jar.original
exec java -jar "$here/target/spring-security.jar" --registry-auth.rules="$here/access.yml" "$@"
