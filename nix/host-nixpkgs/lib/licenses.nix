# The licences that packages name most, in nixpkgs' shape: { shortName, spdxId, fullName, url, free, redistributable }.
{ lib }:
let
  spdx = shortName: spdxId: fullName: {
    inherit shortName spdxId fullName;
    url = "https://spdx.org/licenses/${spdxId}.html";
    free = true;
    redistributable = true;
    deprecated = false;
  };
  named = builtins.mapAttrs (shortName: { id, name }: spdx shortName id name);
  licence = id: name: { inherit id name; };
in
named {
  agpl3Only = licence "AGPL-3.0-only" "GNU Affero General Public License v3.0 only";
  agpl3Plus = licence "AGPL-3.0-or-later" "GNU Affero General Public License v3.0 or later";
  artistic2 = licence "Artistic-2.0" "Artistic License 2.0";
  asl20 = licence "Apache-2.0" "Apache License 2.0";
  boost = licence "BSL-1.0" "Boost Software License 1.0";
  bsd0 = licence "0BSD" "BSD Zero Clause License";
  bsd2 = licence "BSD-2-Clause" ''BSD 2-clause "Simplified" License'';
  bsd3 = licence "BSD-3-Clause" ''BSD 3-clause "New" or "Revised" License'';
  cc0 = licence "CC0-1.0" "Creative Commons Zero v1.0 Universal";
  cc-by-40 = licence "CC-BY-4.0" "Creative Commons Attribution 4.0";
  cc-by-sa-40 = licence "CC-BY-SA-4.0" "Creative Commons Attribution Share Alike 4.0";
  epl20 = licence "EPL-2.0" "Eclipse Public License 2.0";
  eupl12 = licence "EUPL-1.2" "European Union Public License 1.2";
  gpl2Only = licence "GPL-2.0-only" "GNU General Public License v2.0 only";
  gpl2Plus = licence "GPL-2.0-or-later" "GNU General Public License v2.0 or later";
  gpl3Only = licence "GPL-3.0-only" "GNU General Public License v3.0 only";
  gpl3Plus = licence "GPL-3.0-or-later" "GNU General Public License v3.0 or later";
  isc = licence "ISC" "Internet Systems Consortium License";
  lgpl21Only = licence "LGPL-2.1-only" "GNU Lesser General Public License v2.1 only";
  lgpl21Plus = licence "LGPL-2.1-or-later" "GNU Lesser General Public License v2.1 or later";
  lgpl3Only = licence "LGPL-3.0-only" "GNU Lesser General Public License v3.0 only";
  lgpl3Plus = licence "LGPL-3.0-or-later" "GNU Lesser General Public License v3.0 or later";
  mit = licence "MIT" "MIT License";
  mit0 = licence "MIT-0" "MIT No Attribution";
  mpl20 = licence "MPL-2.0" "Mozilla Public License 2.0";
  ncsa = licence "NCSA" "University of Illinois/NCSA Open Source License";
  ofl = licence "OFL-1.1" "SIL Open Font License 1.1";
  psfl = licence "Python-2.0" "Python Software Foundation License version 2";
  unicode-30 = licence "Unicode-3.0" "Unicode License v3";
  unlicense = licence "Unlicense" "The Unlicense";
  wtfpl = licence "WTFPL" "Do What The F*ck You Want To Public License";
  zlib = licence "Zlib" "zlib License";
}
// {
  publicDomain = {
    shortName = "publicDomain";
    fullName = "Public Domain";
    free = true;
    redistributable = true;
    deprecated = false;
  };
  free = {
    shortName = "free";
    fullName = "Unspecified free software license";
    free = true;
    redistributable = true;
    deprecated = false;
  };
  unfree = {
    shortName = "unfree";
    fullName = "Unfree";
    free = false;
    redistributable = false;
    deprecated = false;
  };
  unfreeRedistributable = {
    shortName = "unfreeRedistributable";
    fullName = "Unfree redistributable";
    free = false;
    redistributable = true;
    deprecated = false;
  };
}
