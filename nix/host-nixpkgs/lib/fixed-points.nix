# Fixed points of functions that take their own result, and overlays over them: nixpkgs' `lib.fixedPoints`.
{ lib }:
rec {
  fix =
    f:
    let
      x = f x;
    in
    x;
  fix' =
    f:
    let
      x = f x // {
        __unfix__ = f;
      };
    in
    x;
  converge =
    f: x:
    let
      next = f x;
    in
    if next == x then x else converge f next;

  # overlay: final: prev: set; base: final: set.
  extends =
    overlay: base: final:
    let
      prev = base final;
    in
    prev // overlay final prev;
  composeExtensions =
    f: g: final: prev:
    let
      first = f final prev;
    in
    first // g final (prev // first);
  composeManyExtensions = lib.lists.foldr composeExtensions (_: _: { });

  makeExtensible = makeExtensibleWithCustomName "extend";
  makeExtensibleWithCustomName =
    extenderName: base:
    fix (
      self:
      base self
      // {
        ${extenderName} = overlay: makeExtensibleWithCustomName extenderName (extends overlay base);
      }
    );

  # `f` may be a set, `prev: set` or `final: prev: set`.
  toExtension =
    f:
    if lib.trivial.isFunction f then
      final: prev:
      let
        once = f prev;
      in
      if lib.trivial.isFunction once then f final prev else once
    else
      _: _: f;
}
