#!/usr/bin/env bash
# Makes Debian's belenios-tool (3.3 or later) available without root, in a cache folder of the user. Prints the
# program's path on the last line of stdout.
#
#   scripts/install-belenios-tool.sh
#
#   BELENIOS_TOOL        a program to use as it is; nothing is installed
#   BELENIOS_TOOL_DIR    where to install; ~/.cache/piaojue/belenios-tool by default
#   BELENIOS_TOOL_SUITE  the Debian suite to take it from; the first of "forky sid" that has it by default
#
# A program on PATH that is new enough is used too. The packages come from the mirror that apt uses on this machine,
# checked with the keys that apt trusts; nothing of the system is written to. Exit 3: it cannot be had here, and why.
set -euo pipefail

say() { printf 'belenios-tool: %s\n' "$*" >&2; }
cannot() { say "$*"; exit 3; }

# True when the program runs and is 3.3 or later.
is_recent() {
  local version
  version=$("$1" --version 2>/dev/null | head -n 1 | grep -oE '^[0-9]+\.[0-9]+') || return 1
  [ "${version%%.*}" -gt 3 ] || { [ "${version%%.*}" -eq 3 ] && [ "${version#*.}" -ge 3 ]; }
}
use() { say "using $1"; printf '%s\n' "$1"; exit 0; }

if [ -n "${BELENIOS_TOOL:-}" ]; then
  is_recent "$BELENIOS_TOOL" || cannot "BELENIOS_TOOL names a program that does not run or is older than 3.3: $BELENIOS_TOOL"
  use "$BELENIOS_TOOL"
fi
on_path=$(command -v belenios-tool || true)
if [ -n "$on_path" ] && is_recent "$on_path"; then use "$on_path"; fi
dir=${BELENIOS_TOOL_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/piaojue/belenios-tool}
if [ -x "$dir/belenios-tool" ] && is_recent "$dir/belenios-tool"; then use "$dir/belenios-tool"; fi

for needed in apt-get apt-cache dpkg dpkg-deb; do
  command -v "$needed" >/dev/null ||
    cannot "this system has no $needed (the program is taken from Debian's packages); install belenios-tool 3.3 by other means and name it in BELENIOS_TOOL"
done
case $(dpkg --print-architecture) in
  amd64 | arm64) ;;
  *) cannot "no packages are expected for the architecture $(dpkg --print-architecture)" ;;
esac

# The mirror and its keys as apt has them, from the first Debian source.
target=$(apt-get indextargets --format '$(REPO_URI) $(SIGNED_BY)' 'Created-By: Packages' 2>/dev/null |
  grep -m 1 -E '^[a-z+]+:[^ ]*/debian/? ' || true)
[ -n "$target" ] || cannot "apt knows no Debian mirror here; name a belenios-tool in BELENIOS_TOOL instead"
mirror=${target%% *}
keys=${target#* }
# Only a file of keys can be passed on; where apt names none, Debian's own stand in their usual place.
case $keys in /*) ;; *) keys= ;; esac
default_keys=/usr/share/keyrings/debian-archive-keyring.gpg
if [ -z "$keys" ] && [ -r "$default_keys" ]; then keys=$default_keys; fi

mkdir -p "$(dirname "$dir")"
work=$(mktemp -d "$dir.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/state/lists/partial "$work"/cache/archives/partial "$work"/log "$work"/new/root
: > "$work/state/status"
apt_options=(
  -qq
  -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null
  -o Dir::State="$work/state" -o Dir::State::Lists="$work/state/lists" -o Dir::State::status="$work/state/status"
  -o Dir::Cache="$work/cache" -o Dir::Cache::archives="$work/cache/archives" -o Dir::Log="$work/log"
  -o Debug::NoLocking=true -o APT::Sandbox::User="$(id -un)" -o APT::Install-Recommends=false
  -o Acquire::Languages=none -o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20
  -o APT::Update::Error-Mode=any -o APT::Update::Post-Invoke-Success= -o APT::Update::Post-Invoke= -o DPkg::Post-Invoke=
  -o DPkg::Pre-Install-Pkgs=
)

found=
for suite in ${BELENIOS_TOOL_SUITE:-forky sid}; do
  printf 'deb [%s] %s %s main\n' "${keys:+signed-by=$keys}" "$mirror" "$suite" |
    sed 's/\[\] //' > "$work/sources.list"
  say "reading the package list of Debian $suite"
  apt-get "${apt_options[@]}" update >"$work/log/update" 2>&1 || { tail -n 2 "$work/log/update" >&2; continue; }
  version=$(apt-cache "${apt_options[@]}" show belenios-tool 2>/dev/null | sed -n 's/^Version: //p' | head -n 1)
  if [ -n "$version" ] && dpkg --compare-versions "$version" ge 3.3; then found=$suite; break; fi
done
[ -n "$found" ] || cannot "the package lists could not be fetched, or hold no belenios-tool 3.3: is there a network?"

say "fetching belenios-tool $version and what it needs"
apt-get "${apt_options[@]}" --yes --download-only install belenios-tool >"$work/log/install" 2>&1 || {
  tail -n 2 "$work/log/install" >&2
  cannot "the packages could not be fetched: is there a network?"
}
for package in "$work"/cache/archives/*.deb; do dpkg-deb --extract "$package" "$work/new/root"; done

# It runs with the C library that it was built for, wherever the folder stands.
loader=$(cd "$work/new" && find root -name 'ld-linux-*.so.*' \( -type f -o -type l \) -path '*linux-gnu*' | sort | head -n 1)
libraries=$(cd "$work/new" && dirname "$(find root/usr/lib -name 'libc.so.6' | head -n 1)")
[ -n "$loader" ] && [ -n "$libraries" ] || cannot "the packages hold no C library"
cat > "$work/new/belenios-tool" <<EOF
#!/bin/sh
here=\$(dirname "\$(readlink -f "\$0")")
exec "\$here/$loader" --library-path "\$here/$libraries" "\$here/root/usr/bin/belenios-tool" "\$@"
EOF
chmod +x "$work/new/belenios-tool"
is_recent "$work/new/belenios-tool" || cannot "what was fetched does not run here"

# Moved into place whole: two runs at once do not see half of each other's work.
rm -rf "$work/old"
[ ! -e "$dir" ] || mv "$dir" "$work/old"
mv "$work/new" "$dir"
use "$dir/belenios-tool"
