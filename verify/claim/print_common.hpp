#pragma once
#include <optional>
#include <string>

#include "posproof/claim/ast.hpp"

// What the three printers share: binding strengths, and the digits of an exact number.

namespace posproof::printing {

/// How tightly a construct binds; a child in a place of higher strength gets parentheses.
enum class Strength { quantified, implies, disj, conj, negation, relation, add, mul, neg, pow, postfix, atom };

Strength strength(const Expr& e);

/// Whether this applies a built-in family such as f(n; d, base), which is written with a semicolon after the variable.
bool is_family(const Expr& e);

/// mantissa * 10^exponent.
struct Decimal {
  Integer mantissa;
  long exponent = 0;
};

/// Numbers of more digits than this are written with an exponent of ten where that is shorter.
inline constexpr std::size_t longest_plain = 24;

/// The value as a finite decimal, when it is one.
std::optional<Decimal> finite_decimal(const Rational& q);
bool is_plain(const Decimal& d);
/// Digits without an exponent: "12", "-0.125".
std::string plain(const Decimal& d);
/// Exact text: "12", "0.125", "1e-30"; a value that is no finite decimal is "1/3".
std::string digits(const Rational& q);

/// Longest text a printer writes: a tree of shared nodes may be exponentially larger than its memory.
inline constexpr std::size_t longest_text = std::size_t{1} << 20;

}  // namespace posproof::printing
