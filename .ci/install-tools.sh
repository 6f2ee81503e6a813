#!/usr/bin/env bash
# Installs the programs that the tests run, or those that are named instead: install-tools.sh [program...]
# What is there already is left alone, and no service is started, now or at the next boot.
set -euo pipefail

programs=(docker docker-compose docker-registry dockerd podman skopeo nginx tomcat10 htpasswd curl wget openssl wrk gpg
  systemd-analyze systemd-sysusers)
services=(containerd.service docker.service docker.socket docker-registry.service nginx.service tomcat10.service
  podman.service podman.socket podman-restart.service podman-auto-update.service podman-auto-update.timer
  apache2.service apache-htcacheclean.service caddy.service caddy-api.service haproxy.service)

package_of() {
  case $1 in
    docker) if [[ -n $(apt-cache madison docker-cli) ]]; then echo docker-cli; else echo docker.io; fi ;;
    dockerd) echo docker.io ;;
    htpasswd) echo apache2-utils ;;
    gpg) echo gnupg ;;
    systemd-*) echo systemd ;;
    *) echo "$1" ;;
  esac
}

is_installed() {
  if [[ $1 == tomcat10 ]]; then # a library with a service: it puts no program on the PATH
    [[ -x /usr/share/tomcat10/bin/catalina.sh ]]
  else
    PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null
  fi
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# Packages start their services as they are configured, unless this file says no.
forbid_services() {
  policy=/usr/sbin/policy-rc.d
  if [[ ! -e $policy ]]; then
    trap 'as_root rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
  fi
}

missing=()
for program in "${@:-${programs[@]}}"; do
  is_installed "$program" || missing+=("$program")
done
if ((${#missing[@]} == 0)); then
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "Not a Debian system: install ${missing[*]} by hand" >&2
  exit 1
fi

echo "Installing ${missing[*]}"
new_services=()
for service in "${services[@]}"; do
  [[ -e /lib/systemd/system/$service ]] || new_services+=("$service")
done
as_root apt-get update -q
packages=(ca-certificates)
for program in "${missing[@]}"; do
  packages+=("$(package_of "$program")")
done
forbid_services
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${packages[@]}"
for service in "${new_services[@]}"; do
  if [[ -e /lib/systemd/system/$service ]] && command -v systemctl >/dev/null; then
    as_root systemctl --quiet disable "$service"
  fi
done
