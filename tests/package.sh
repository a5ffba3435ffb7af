#!/bin/sh
# SPDX-License-Identifier: ISC
# Build the Debian package from the tarball, look it through, put it into a
# scratch root, use it there, and take it out again.
# Usage: package.sh TARBALL (make check-package)

# The functions are called by check.
# shellcheck disable=SC2317
source=$(cd "$(dirname "$0")/.." && pwd)
tarball=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
for tool in dpkg-buildpackage dh lintian fakeroot; do
	command -v "$tool" >/dev/null || {
		echo "1..0 # SKIP there is no $tool"
		exit 0
	}
done
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
. "$source/tests/checks.sh"

unpacked() {
	mkdir source && tar -xf "$tarball" -C source --strip-components=1 &&
		cp "$tarball" "lectern_0.1.0.orig.tar.xz"
}

built() (
	cd source && DEB_BUILD_OPTIONS="parallel=2 nocheck noautodbgsym" \
		dpkg-buildpackage -us -uc -b
)

# Who installs packages for a living would upload with a bug number and a name.
clean() {
	lintian --fail-on error,warning --info --suppress-tags \
		initial-upload-closes-no-bugs,bogus-mail-host,unreleased-changes \
		lectern_*.changes && ! lintian --suppress-tags \
		initial-upload-closes-no-bugs,bogus-mail-host,unreleased-changes \
		lectern_*.changes | grep '^[EW]:'
}

# Usage: package OPTION...; dpkg in the scratch root, as nobody in particular.
package() {
	fakeroot dpkg --root="$folder/root" --log=/dev/null \
		--force-not-root,script-chrootless,depends "$@"
}

installed() {
	mkdir -p root/var/lib/dpkg/updates root/var/lib/dpkg/info &&
		: >root/var/lib/dpkg/status && package -i lectern_*.deb
}

usable() {
	root/usr/bin/lectern --version | grep -q '^Lectern' &&
		printf '# Title\n\nSome words.\n' |
		root/usr/bin/lectern --print - | grep -q 'Some words' &&
		for file in man/man1/lectern.1.gz man/man5/lectern.5.gz \
			man/man5/lectern-marks.5.gz lectern/tour.md \
			lectern/pandoc.lua applications/lectern.desktop \
			icons/hicolor/scalable/apps/lectern.svg \
			bash-completion/completions/lectern \
			fish/vendor_completions.d/lectern.fish; do
			[ -e "root/usr/share/$file" ] || {
				echo "no $file"
				return 1
			}
		done
}

removed() {
	package --purge lectern &&
		! find root/usr root/etc -type f -o -type l 2>/dev/null | grep .
}

check "the tarball is unpacked" unpacked
check "dpkg-buildpackage" built
check "lintian finds nothing" clean
check "it is installed" installed
check "it is all there, and runs" usable
check "nothing is left when it is removed" removed
checked
