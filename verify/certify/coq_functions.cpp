#include <map>

#include "coq_lower.hpp"
#include "posproof/certify/coq.hpp"

// Built-in functions in Coq's terms. What has no place in CoqInterval is written by its definition or refused.

namespace posproof::coq {
namespace {

const std::map<std::string, const char*> one_to_one = {
    {"sqrt", "Sqrt"}, {"exp", "Exp"}, {"log", "Ln"}, {"sin", "Sin"}, {"cos", "Cos"}, {"tan", "Tan"}, {"atan", "Atan"},
};

/// e^x and e^-x joined, halved: the definitions of sinh and cosh.
TermPtr half_of(const char* op, const TermPtr& x) {
  return binary_term("Div", binary_term(op, unary_term("Exp", x), unary_term("Exp", unary_term("Neg", x))), number_term(2));
}

}  // namespace

TermPtr Lowering::modulus(const Parts& z) {
  if (!z.im) return unary_term("Abs", z.re);
  return unary_term("Sqrt", binary_term("Add", power_term(z.re, 2), power_term(z.im, 2)));
}

TermPtr Lowering::elementary(const std::string& name, const TermPtr& x) {
  if (const auto found = one_to_one.find(name); found != one_to_one.end()) return unary_term(found->second, x);
  if (name == "log2") return binary_term("Div", unary_term("Ln", x), unary_term("Ln", number_term(2)));
  if (name == "sinh") return half_of("Sub", x);
  if (name == "cosh") return half_of("Add", x);
  if (name == "tanh") return binary_term("Div", half_of("Sub", x), half_of("Add", x));
  throw CannotExport("CoqInterval has no enclosure of " + name);
}

Parts Lowering::call(const Node& n) {
  if (n.name == "length") {
    if (const auto i = index(make_call(n.name, n.args))) return {number_term(*constant(*i)), nullptr};
    throw CannotExport("the length of something that is not written as a list");
  }
  if (n.name == "min" || n.name == "max") {
    TermPtr all = real(n.args[0]);
    for (std::size_t k = 1; k < n.args.size(); ++k) all = binary_term(n.name == "min" ? "Min" : "Max", all, real(n.args[k]));
    return {all, nullptr};
  }
  if (n.args.size() != 1) throw CannotExport("the function " + n.name + " is not exported");
  const Parts z = term(n.args[0]);
  if (n.name == "abs") return {modulus(z), nullptr};
  if (n.name == "re") return {z.re, nullptr};
  if (n.name == "im") return {z.im ? z.im : number_term(0), nullptr};
  if (n.name == "conj") return {z.re, z.im ? unary_term("Neg", z.im) : nullptr};
  if (z.im) throw CannotExport("the function " + n.name + " of a complex number is not exported");
  if (n.name == "cis") return {unary_term("Cos", z.re), unary_term("Sin", z.re)};
  return {elementary(n.name, z.re), nullptr};
}

}  // namespace posproof::coq
