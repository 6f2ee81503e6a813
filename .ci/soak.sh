#!/usr/bin/env bash
# Runs the soak in full: about an hour of a busy registry in some minutes. Takes further properties, such as -Dsoak.seed=N.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

.ci/install-tools.sh docker-registry htpasswd
exec mvn -B -ntp -Dquick verify -pl registry-proxy-webapp -am \
  -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test=SoakIT -Dfailsafe.failIfNoSpecifiedTests=false \
  -Dsoak.operations=20000 -Dsoak.seconds=240 "$@"
