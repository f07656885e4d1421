#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "posproof/claim/ast.hpp"

// Two-dimensional notation: one walk over the tree, two ways to set the pieces.

namespace posproof::printing {

/// One sign in both notations, LaTeX math and a Unicode character reference.
struct Sign {
  std::string_view latex;
  std::string_view unicode;
};

/// How the pieces of a formula are set. Every argument and result is finished markup of the same notation.
class Notation {
 public:
  virtual ~Notation() = default;
  virtual std::string number(const std::string& digits) const = 0;
  /// A name as written: Greek letters become letters, a part after "_" an index.
  virtual std::string identifier(const std::string& name) const = 0;
  /// An upright function name such as sin.
  virtual std::string function(const std::string& name) const = 0;
  virtual std::string sign(Sign s) const = 0;
  /// A relation or connective with space around it.
  virtual std::string infix(Sign s) const = 0;
  virtual std::string row(const std::vector<std::string>& parts) const = 0;
  virtual std::string fraction(const std::string& above, const std::string& below) const = 0;
  virtual std::string power(const std::string& base, const std::string& exponent) const = 0;
  virtual std::string subscript(const std::string& base, const std::string& index) const = 0;
  /// A large operator with what stands below and above it ("" for nothing).
  virtual std::string large(Sign s, const std::string& below, const std::string& above) const = 0;
  /// A named operator such as max or lim with what stands below.
  virtual std::string named_large(const std::string& name, const std::string& below) const = 0;
  virtual std::string root(const std::string& inner) const = 0;
  virtual std::string fence(Sign open, const std::string& inner, Sign close) const = 0;
  virtual std::string overline(const std::string& inner) const = 0;
  virtual std::string words(const std::string& text) const = 0;
};

/// The formula in the given notation.
std::string typeset(const Expr& e, const Notation& notation);

}  // namespace posproof::printing
