#!/usr/bin/env bash
# Tells which users of an nginx's auth_basic_user_file can log in here as they are: check-users.sh FILE
# Ends with 1 where somebody needs a new password, or has other rights here.
set -euo pipefail
war=$(dirname "${BASH_SOURCE[0]}")/../../registry-proxy-webapp/target/registry-proxy-webapp.war

if (($# != 1)); then
  echo "Usage: check-users.sh FILE" >&2
  exit 2
fi
if [[ ! -e $war ]]; then
  echo "check-users.sh: there is no $war; build it with mvn -Dquick -DskipTests package" >&2
  exit 2
fi

java -jar "$war" user list --users "$1" | awk -F '\t' '
  $3 == "usable" { usable++ }
  $3 == "refused-weak" { print $1 ": " $2 " is weak; give a new password, or set weak-hashes to allow"; other++ }
  $3 !~ /^(usable|refused-weak)$/ { print $1 ": " $2 ", " $3 "; give a new password"; other++ }
  $1 ~ /^admin/ && $1 !~ /^admin(-|$)/ { print $1 ": is no writer here; where it is to be, name it in writers"; other++ }
  END { print usable + 0 " of " NR " can log in as they are"; exit other > 0 }'
