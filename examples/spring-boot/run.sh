#!/usr/bin/env bash
# Starts the application; arguments are Spring Boot's: run.sh --server.port=8080 --registry-auth.users=users.htpasswd
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../build.sh"
build spring-boot spring-boot.jar.original
exec java -jar "$here/target/spring-boot.jar" "$@"
