#pragma once
#include <string>

#include "posproof/claim/ast.hpp"

namespace posproof {

// Each text is cut off with "..." near 1 MiB: a tree of shared nodes may be exponentially larger as text.

/// Text in the claim language, with the fewest parentheses that a reader expects; a parsed tree parses back to itself. A
/// resolved tree parses back to one of the same value: its folded numbers such as -3 and 1/3 read as a sign and a quotient.
std::string to_text(const Expr& e);
/// LaTeX math (without $); compiles with amsmath, amssymb.
std::string to_latex(const Expr& e);
/// Presentation MathML, one <math> element.
std::string to_mathml(const Expr& e);

}  // namespace posproof
