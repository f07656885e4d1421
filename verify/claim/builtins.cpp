#include "builtins.hpp"

#include <algorithm>
#include <array>

namespace posproof::detail {
namespace {

constexpr Function functions[] = {
    {"abs", 1, 1, "abs(x)"},     {"sqrt", 1, 1, "sqrt(x)"},   {"exp", 1, 1, "exp(x)"},
    {"log", 1, 1, "log(x)"},     {"log2", 1, 1, "log2(x)"},   {"sin", 1, 1, "sin(x)"},
    {"cos", 1, 1, "cos(x)"},     {"tan", 1, 1, "tan(x)"},     {"asin", 1, 1, "asin(x)"},
    {"acos", 1, 1, "acos(x)"},   {"atan", 1, 1, "atan(x)"},   {"sinh", 1, 1, "sinh(x)"},
    {"cosh", 1, 1, "cosh(x)"},   {"tanh", 1, 1, "tanh(x)"},   {"floor", 1, 1, "floor(x)"},
    {"ceil", 1, 1, "ceil(x)"},   {"round", 1, 1, "round(x)"}, {"mod", 2, 2, "mod(a, b)"},
    {"min", 1, -1, "min(a, b)"}, {"max", 1, -1, "max(a, b)"}, {"sign", 1, 1, "sign(x)"},
    {"gcd", 2, 2, "gcd(a, b)"},  {"erf", 1, 1, "erf(x)"},     {"gamma", 1, 1, "gamma(x)"},
    {"ci", 1, 1, "ci(x)"},       {"si", 1, 1, "si(x)"},       {"ei", 1, 1, "ei(x)"},
    {"re", 1, 1, "re(z)"},       {"im", 1, 1, "im(z)"},       {"conj", 1, 1, "conj(z)"},
    {"cis", 1, 1, "cis(x)"},     {"arg", 1, 1, "arg(z)"},     {"length", 1, 1, "length(list)"},
};

constexpr FormEntry forms[] = {
    {"sum", Form::range, Op::sum, "sum(k, lo, hi, term)"},
    {"prod", Form::range, Op::prod, "prod(k, lo, hi, term)"},
    {"maximum", Form::range, Op::maximum, "maximum(k, lo, hi, term)"},
    {"minimum", Form::range, Op::minimum, "minimum(k, lo, hi, term)"},
    {"argmax", Form::range, Op::argmax, "argmax(k, lo, hi, term)"},
    {"argmin", Form::range, Op::argmin, "argmin(k, lo, hi, term)"},
    {"count", Form::range, Op::count, "count(k, lo, hi, formula)"},
    {"integral", Form::integral, Op::integral, "integral(x, a, b, term)"},
    {"deriv", Form::derivative, Op::deriv, "deriv(x, term)"},
    {"if", Form::conditional, Op::conditional, "if(condition, term, term)"},
    {"limit", Form::approach, Op::limit, "limit(n -> inf, term)"},
    {"limsup", Form::approach, Op::limsup, "limsup(n -> inf, term)"},
    {"liminf", Form::approach, Op::liminf, "liminf(n -> inf, term)"},
    {"increasing", Form::property, Op::property, "increasing(n in lo..hi, term)"},
    {"decreasing", Form::property, Op::property, "decreasing(n in lo..hi, term)"},
    {"nondecreasing", Form::property, Op::property, "nondecreasing(n in lo..hi, term)"},
    {"nonincreasing", Form::property, Op::property, "nonincreasing(n in lo..hi, term)"},
    {"monotone", Form::property, Op::property, "monotone(n in lo..hi, term)"},
    {"bounded", Form::property, Op::property, "bounded(n in lo..hi, term)"},
    {"convergent", Form::property, Op::property, "convergent(n -> inf, term)"},
};

constexpr std::array<std::string_view, 4> constants{"pi", "e", "euler_gamma", "i"};
constexpr std::array<std::string_view, 3> other_reserved{"inf", "true", "false"};

template <class Table>
auto find_by_name(const Table& table, std::string_view name) -> decltype(&table[0]) {
  for (const auto& entry : table)
    if (entry.name == name) return &entry;
  return nullptr;
}

}  // namespace

const Function* find_function(std::string_view name) { return find_by_name(functions, name); }
const FormEntry* find_form(std::string_view name) { return find_by_name(forms, name); }

bool is_constant(std::string_view name) { return std::find(constants.begin(), constants.end(), name) != constants.end(); }

bool is_reserved(std::string_view name) {
  return is_constant(name) || std::find(other_reserved.begin(), other_reserved.end(), name) != other_reserved.end();
}

std::vector<std::string> function_names() {
  std::vector<std::string> names;
  for (const auto& f : functions) names.emplace_back(f.name);
  for (const auto& f : forms) names.emplace_back(f.name);
  return names;
}

std::vector<std::string> constant_names() {
  std::vector<std::string> names(constants.begin(), constants.end());
  names.insert(names.end(), other_reserved.begin(), other_reserved.end());
  return names;
}

}  // namespace posproof::detail
