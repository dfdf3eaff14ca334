# Functions over attribute sets: nixpkgs' `lib.attrsets`.
{ lib }:
let
  inherit (builtins)
    attrNames
    concatLists
    concatMap
    elem
    filter
    foldl'
    getAttr
    hasAttr
    head
    isAttrs
    length
    listToAttrs
    mapAttrs
    removeAttrs
    tail
    ;
in
rec {
  attrByPath =
    path: default: set:
    let
      n = length path;
      go =
        i: value:
        if i == n then
          value
        else if isAttrs value && hasAttr (builtins.elemAt path i) value then
          go (i + 1) value.${builtins.elemAt path i}
        else
          default;
    in
    go 0 set;
  hasAttrByPath =
    path: set:
    path == [ ] || (isAttrs set && hasAttr (head path) set && hasAttrByPath (tail path) set.${head path});
  getAttrFromPath =
    path: attrByPath path (throw "cannot find attribute '${lib.strings.concatStringsSep "." path}'");
  longestValidPathPrefix =
    path: set:
    lib.lists.last (filter (p: hasAttrByPath p set) (map (n: lib.lists.take n path) (lib.lists.range 0 (length path))));
  setAttrByPath = path: value: if path == [ ] then value else { ${head path} = setAttrByPath (tail path) value; };
  updateManyAttrsByPath =
    updates: set:
    foldl' (
      acc: { path, update }:
      if path == [ ] then
        update acc
      else
        recursiveUpdateUntil (
          p: _: _: p == path
        ) acc (setAttrByPath path (update (getAttrFromPath path acc)))
    ) set updates;

  attrVals = names: set: map (name: set.${name}) names;
  getAttrs = names: set: genAttrs names (name: set.${name});
  catAttrs = builtins.catAttrs;
  nameValuePair = name: value: { inherit name value; };
  attrsToList = mapAttrsToList nameValuePair;

  filterAttrs = keep: set: removeAttrs set (filter (name: !keep name set.${name}) (attrNames set));
  filterAttrsRecursive =
    keep: set:
    listToAttrs (
      concatMap (
        name:
        let
          value = set.${name};
        in
        if keep name value then
          [ (nameValuePair name (if isAttrs value then filterAttrsRecursive keep value else value)) ]
        else
          [ ]
      ) (attrNames set)
    );
  foldlAttrs =
    f: init: set:
    foldl' (acc: name: f acc name set.${name}) init (attrNames set);
  foldAttrs =
    op: nul: sets:
    lib.lists.foldr (
      set: acc: foldl' (acc: name: acc // { ${name} = op set.${name} (acc.${name} or nul); }) acc (attrNames set)
    ) { } sets;
  collect =
    matches: set:
    if matches set then
      [ set ]
    else if isAttrs set then
      concatMap (collect matches) (builtins.attrValues set)
    else
      [ ];
  cartesianProduct =
    sets: foldl' (acc: name: concatMap (set: map (value: set // { ${name} = value; }) sets.${name}) acc) [ { } ] (attrNames sets);
  mapCartesianProduct = f: sets: map f (cartesianProduct sets);

  mapAttrs' = f: set: listToAttrs (map (name: f name set.${name}) (attrNames set));
  mapAttrsToList = f: set: map (name: f name set.${name}) (attrNames set);
  mapAttrsRecursive = mapAttrsRecursiveCond (_: true);
  mapAttrsRecursiveCond =
    enter: f: set:
    let
      go =
        path:
        mapAttrs (
          name: value:
          if isAttrs value && enter value then go (path ++ [ name ]) value else f (path ++ [ name ]) value
        );
    in
    go [ ] set;
  mapAttrsToListRecursive = mapAttrsToListRecursiveCond (_: _: true);
  mapAttrsToListRecursiveCond =
    enter: f: set:
    let
      go =
        path: value:
        if isAttrs value && enter path value then
          concatLists (mapAttrsToList (name: go (path ++ [ name ])) value)
        else
          [ (f path value) ];
    in
    go [ ] set;
  concatMapAttrs = f: set: mergeAttrsList (mapAttrsToList f set);
  # By halves: one after the other would copy the first set once for each that follows.
  mergeAttrsList =
    list:
    let
      merge =
        start: end:
        if end - start < 2 then
          builtins.elemAt list start
        else
          let
            middle = start + (end - start) / 2;
          in
          merge start middle // merge middle end;
    in
    if list == [ ] then { } else merge 0 (length list);
  genAttrs = names: f: listToAttrs (map (name: nameValuePair name (f name)) names);
  genAttrs' = xs: f: listToAttrs (map f xs);
  zipAttrsWithNames =
    names: f: sets:
    genAttrs names (name: f name (builtins.catAttrs name sets));
  zipAttrsWith = builtins.zipAttrsWith;
  zipAttrs = zipAttrsWith (_: values: values);
  optionalAttrs = condition: set: if condition then set else { };

  recursiveUpdateUntil =
    stop: lhs: rhs:
    let
      go =
        path:
        zipAttrsWith (
          name: values:
          let
            here = path ++ [ name ];
          in
          if length values == 1 || stop here (builtins.elemAt values 1) (head values) then
            head values
          else
            go here values
        );
    in
    # The first of the pair is the right-hand side, so that a single value and the winner are both `head`.
    go [ ] [
      rhs
      lhs
    ];
  recursiveUpdate = recursiveUpdateUntil (
    _: lhs: rhs:
    !(isAttrs lhs && isAttrs rhs)
  );
  matchAttrs =
    pattern: set:
    builtins.all (
      name:
      hasAttr name set
      && (
        if isAttrs pattern.${name} then isAttrs set.${name} && matchAttrs pattern.${name} set.${name} else pattern.${name} == set.${name}
      )
    ) (attrNames pattern);
  overrideExisting = old: new: mapAttrs (name: value: new.${name} or value) old;
  unionOfDisjoint =
    a: b:
    let
      shared = attrNames (builtins.intersectAttrs a b);
    in
    (a // b) // genAttrs shared (name: throw "unionOfDisjoint: collision on ${name}; complete list: ${toString shared}");
  showAttrPath = path: if path == [ ] then "<root attribute path>" else lib.strings.concatMapStringsSep "." lib.strings.escapeNixIdentifier path;

  isDerivation = value: value.type or null == "derivation";
  recurseIntoAttrs = set: set // { recurseForDerivations = true; };
  dontRecurseIntoAttrs = set: set // { recurseForDerivations = false; };
  toDerivation =
    path:
    let
      text = builtins.storePath path;
      result = {
        type = "derivation";
        name = lib.strings.sanitizeDerivationName (builtins.substring 33 (-1) (baseNameOf text));
        outPath = text;
        outputs = [ "out" ];
        out = result;
        outputName = "out";
      };
    in
    result;

  # A package that names its output itself (`outputSpecified`) is taken as it is.
  getOutput = output: pkg: if !pkg ? outputSpecified || !pkg.outputSpecified then pkg.${output} or pkg.out or pkg else pkg;
  getFirstOutput =
    candidates: pkg:
    let
      found = filter (name: hasAttr name pkg) candidates;
    in
    if pkg.outputSpecified or false || found == [ ] then pkg else pkg.${head found};
  getBin = getOutput "bin";
  getLib = getFirstOutput [
    "lib"
    "out"
  ];
  getStatic = getFirstOutput [
    "static"
    "lib"
    "out"
  ];
  getDev = getFirstOutput [
    "dev"
    "out"
  ];
  getInclude = getFirstOutput [
    "include"
    "dev"
    "out"
  ];
  getMan = getFirstOutput [
    "man"
    "out"
  ];
  chooseDevOutputs = map getDev;

  inherit (builtins)
    attrNames
    attrValues
    getAttr
    hasAttr
    intersectAttrs
    isAttrs
    listToAttrs
    mapAttrs
    removeAttrs
    ;
}
