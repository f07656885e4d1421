#include "identity_rules.hpp"

#include <map>

namespace posproof::detail {

std::string rule_statement(const std::string& id) {
  static const std::map<std::string, std::string> statements = {
      {"I2", "circular and hyperbolic functions are combinations of exponentials"},
      {"I3", "exp(u) exp(v) = exp(u + v); roots of unity in a fixed basis"},
      {"I4", "b^q = exp(q log b) for b > 0; roots of non-negative numbers multiply"},
      {"I5", "logarithms of products, quotients and powers of positive numbers"},
      {"I6", "conjugation, real and imaginary parts, absolute values, larger and smaller"},
      {"I7", "a common factor of numerator and denominator cancels"},
      {"I8", "finite sums and products are shifted, split and merged"},
      {"I9", "integrals of powers times exponentials have closed forms"},
      {"I10", "derivatives by the rules of differentiation"},
      {"I11", "a sign that is constant on the domain"},
      {"I12", "sine and tangent of their inverse functions"},
      {"I13", "values at integers: exp(2 pi i k) = 1, whole parts, integer powers"},
  };
  const auto found = statements.find(id);
  return found == statements.end() ? id : found->second;
}

}  // namespace posproof::detail
