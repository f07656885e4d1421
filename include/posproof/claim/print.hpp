#pragma once
#include <string>

#include "posproof/claim/ast.hpp"

namespace posproof {

/// Text in the claim language that parses back to the same tree (parsed or resolved).
std::string to_text(const Expr& e);
/// LaTeX math (without $); compiles with amsmath, amssymb.
std::string to_latex(const Expr& e);
/// Presentation MathML, one <math> element.
std::string to_mathml(const Expr& e);

}  // namespace posproof
