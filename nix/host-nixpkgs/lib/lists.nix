# Functions over lists: nixpkgs' `lib.lists`.
{ lib }:
let
  inherit (builtins)
    concatLists
    concatMap
    elem
    elemAt
    filter
    foldl'
    genList
    head
    isList
    length
    tail
    ;
  # "a10" to [ "a" 10 "" ]: text and numbers stand at alternating places, so that keys compare.
  naturalKey =
    text:
    map (part: if isList part then lib.strings.toIntBase10 (head part) else part) (
      builtins.split "([0-9]+)" text
    );
in
rec {
  singleton = x: [ x ];
  forEach = xs: f: map f xs;
  toList = x: if isList x then x else [ x ];
  optional = condition: x: if condition then [ x ] else [ ];
  optionals = condition: xs: if condition then xs else [ ];

  foldr =
    op: nul: list:
    let
      n = length list;
      go = i: if i == n then nul else op (elemAt list i) (go (i + 1));
    in
    go 0;
  fold = foldr;
  # Lazy in the accumulator, unlike foldl'.
  foldl =
    op: nul: list:
    let
      go = i: if i == -1 then nul else op (go (i - 1)) (elemAt list i);
    in
    go (length list - 1);

  imap0 = f: list: genList (i: f i (elemAt list i)) (length list);
  imap1 = f: list: genList (i: f (i + 1) (elemAt list i)) (length list);
  concatImap0 = f: list: concatLists (imap0 f list);
  concatImap1 = f: list: concatLists (imap1 f list);
  ifilter0 =
    keep: list:
    concatLists (
      imap0 (i: x: optional (keep i x) x) list
    );
  flatten = x: if isList x then concatMap flatten x else [ x ];
  remove = e: filter (x: x != e);

  findFirstIndex =
    matches: default: list:
    let
      n = length list;
      go =
        i:
        if i == n then
          default
        else if matches (elemAt list i) then
          i
        else
          go (i + 1);
    in
    go 0;
  findFirst =
    matches: default: list:
    let
      index = findFirstIndex matches null list;
    in
    if index == null then default else elemAt list index;
  findSingle =
    matches: default: multiple: list:
    let
      found = filter matches list;
    in
    if found == [ ] then
      default
    else if length found != 1 then
      multiple
    else
      head found;
  count = matches: foldl' (n: x: if matches x then n + 1 else n) 0;
  allUnique = list: length (unique list) == length list;

  range = first: last: if first > last then [ ] else genList (i: first + i) (last - first + 1);
  replicate = n: x: genList (_: x) n;
  reverseList =
    list:
    let
      n = length list;
    in
    genList (i: elemAt list (n - i - 1)) n;

  sort = builtins.sort;
  sortOn =
    key: list:
    map (pair: pair.value) (
      sort (a: b: a.key < b.key) (
        map (value: {
          inherit value;
          key = key value;
        }) list
      )
    );
  naturalSort = sort (
    a: b:
    compareLists lib.trivial.compare (naturalKey a) (naturalKey b) < 0
  );
  compareLists =
    compare: a: b:
    if a == [ ] then
      if b == [ ] then 0 else -1
    else if b == [ ] then
      1
    else
      let
        order = compare (head a) (head b);
      in
      if order == 0 then compareLists compare (tail a) (tail b) else order;
  # Lists items so that `before a b` implies that a comes first; gives { cycle, loops } where it cannot.
  toposort =
    before: list:
    let
      ready = filter (x: !(builtins.any (y: y != x && before y x) list)) list;
      first = head ready;
      rest = toposort before (filter (x: x != first) list);
    in
    if list == [ ] then
      { result = [ ]; }
    else if ready == [ ] then
      {
        cycle = list;
        loops = filter (x: before x x) list;
      }
    else if rest ? result then
      { result = [ first ] ++ rest.result; }
    else
      rest;

  take = count: sublist 0 count;
  drop = count: list: sublist count (length list) list;
  takeEnd = count: list: drop (lib.trivial.max 0 (length list - count)) list;
  dropEnd = count: list: take (lib.trivial.max 0 (length list - count)) list;
  sublist =
    start: count: list:
    let
      n = length list;
    in
    genList (i: elemAt list (start + i)) (
      if start >= n then
        0
      else if start + count > n then
        n - start
      else
        count
    );
  hasPrefix = prefix: list: take (length prefix) list == prefix;
  removePrefix =
    prefix: list:
    if hasPrefix prefix list then
      drop (length prefix) list
    else
      throw "lib.lists.removePrefix: First argument is not a list prefix of the second argument";
  commonPrefix =
    a: b:
    let
      n = lib.trivial.min (length a) (length b);
      same = findFirstIndex (i: elemAt a i != elemAt b i) n (range 0 (n - 1));
    in
    take same a;
  last =
    list:
    assert lib.trivial.assertMsg (list != [ ]) "lists.last: list must not be empty!";
    elemAt list (length list - 1);
  init =
    list:
    assert lib.trivial.assertMsg (list != [ ]) "lists.init: list must not be empty!";
    take (length list - 1) list;

  zipListsWith =
    f: a: b:
    genList (i: f (elemAt a i) (elemAt b i)) (lib.trivial.min (length a) (length b));
  zipLists = zipListsWith (fst: snd: { inherit fst snd; });
  crossLists = f: foldl' (fs: args: concatMap (f: map f args) fs) [ f ];
  mapCartesianProduct = f: sets: map f (lib.attrsets.cartesianProduct sets);

  # Linear in the distinct items times the list, as in nixpkgs; the first of equals stays.
  unique = foldl' (acc: e: if elem e acc then acc else acc ++ [ e ]) [ ];
  uniqueStrings = list: builtins.attrNames (builtins.groupBy (x: x) list);
  intersectLists = e: filter (x: elem x e);
  subtractLists = e: filter (x: !(elem x e));
  mutuallyExclusive = a: b: !(builtins.any (x: elem x b) a);

  groupBy' =
    op: nul: key: list:
    builtins.mapAttrs (_: foldl' op nul) (builtins.groupBy key list);

  inherit (builtins)
    all
    any
    concatLists
    concatMap
    elem
    elemAt
    filter
    foldl'
    genList
    groupBy
    head
    isList
    length
    map
    partition
    tail
    ;
}
