# The body of a late-bound tool; `program`, `isCompiler` and `mend` are set above, and line 2 marks such a script.
if [ -n "$isCompiler" ] && [ -n "$NIX_BUILD_TOP" ] && [ -z "$IN_NIX_SHELL" ]; then
  echo "$program: a build may not use a compiler that is not in its hash; $mend" >&2
  exit 127
fi
rest=$PATH:
while [ -n "$rest" ]; do
  folder=${rest%%:*}
  rest=${rest#*:}
  candidate=$folder/$program
  if [ -z "$folder" ] || ! [ -f "$candidate" ] || ! [ -x "$candidate" ]; then continue; fi
  second=
  if [ -r "$candidate" ]; then { IFS= read -r first; IFS= read -r second; } <"$candidate"; fi
  if [ "$second" = '# late-bound tool of the stand-in for nixpkgs' ]; then continue; fi
  exec "$candidate" "$@"
done
echo "$program: not found on PATH: install it on this machine" >&2
exit 127
