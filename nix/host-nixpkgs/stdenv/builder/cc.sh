# The C compiler's part of the set-up: names of the host's tools, and where the inputs keep headers and libraries.
# Which compiler stands behind `cc` is the host's business; a derivation that must know it names `stdenv.cc`.
: "${CC:=cc}" "${CXX:=c++}" "${LD:=ld}" "${AR:=ar}" "${AS:=as}" "${NM:=nm}" "${RANLIB:=ranlib}" "${STRIP:=strip}"
export CC CXX LD AR AS NM RANLIB STRIP

for _pkg in ${_hostPkgs+"${_hostPkgs[@]}"}; do
    addToSearchPath C_INCLUDE_PATH "$_pkg/include"
    addToSearchPath CPLUS_INCLUDE_PATH "$_pkg/include"
    addToSearchPath LIBRARY_PATH "$_pkg/lib"
    # Written by the linker into what it links, so that libraries in the store are found at run time.
    if compgen -G "$_pkg/lib/lib*.so*" >/dev/null; then addToSearchPath LD_RUN_PATH "$_pkg/lib"; fi
    addToSearchPath PKG_CONFIG_PATH "$_pkg/lib/pkgconfig"
    addToSearchPath PKG_CONFIG_PATH "$_pkg/share/pkgconfig"
done
unset _pkg
