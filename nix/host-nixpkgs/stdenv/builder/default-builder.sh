# The builder of a derivation that brings none of its own: bash runs it with the derivation's attributes as variables.
source "$stdenv/setup"
genericBuild
