#pragma once
#include <memory>
#include <optional>

#include "jet.hpp"

// Complex values and lists of them, over numbers, jets or forms. A value whose imaginary part is exactly 0 is real.

namespace check {

template <class R>
struct Value {
  R re = R(0);
  std::optional<R> im = {};                             ///< none for a real value
  std::shared_ptr<const std::vector<Value>> list = {};  ///< a list has no other value

  const R& real() const { return im || list ? throw Undefined("a real value is needed") : re; }
  const Value& scalar() const { return list ? throw Undefined("a list where a value is needed") : *this; }
  const std::vector<Value>& elements() const { return list ? *list : throw Undefined("a list is needed"); }
  R imaginary() const { return scalar().im ? *im : R(0); }
  /// An exact integer, for bounds and indices.
  mpz_class integer() const {
    if (varies(real()) || !value_of(re).is_integer()) throw Undefined("an exact integer is needed");
    return value_of(re).rational().get_num();
  }
  static Value complex(const R& re, const R& im) { return !varies(im) && value_of(im).is(0) ? Value{re} : Value{re, im}; }

  friend Value operator+(const Value& a, const Value& b) {
    return !a.scalar().im && !b.scalar().im ? Value{a.re + b.re} : complex(a.re + b.re, a.imaginary() + b.imaginary());
  }
  friend Value& operator+=(Value& a, const Value& b) {
    if (a.im || b.im || a.list || b.list) return a = a + b;
    return a.re += b.re, a;
  }
  friend Value operator-(const Value& a) { return a.scalar().im ? Value{-a.re, -*a.im} : Value{-a.re}; }
  friend Value operator-(const Value& a, const Value& b) { return a + -b; }
  friend Value operator*(const Value& a, const Value& b) {
    if (!a.scalar().im && !b.scalar().im) return {a.re * b.re};
    const R x = a.imaginary(), y = b.imaginary();
    return complex(a.re * b.re - x * y, a.re * y + x * b.re);
  }
  friend Value operator/(const Value& a, const Value& b) {  // by complex numbers: a conj(b)/|b|^2
    if (!b.scalar().im) return complex(a.re / b.re, a.imaginary() / b.re);
    const R norm = b.size_squared();
    const Value product = a * Value{b.re, -*b.im};
    return complex(product.re / norm, product.imaginary() / norm);
  }
  friend Value pow(const Value& a, const Value& b) {
    if (!a.scalar().im) return {pow(a.re, b.real())};
    const mpz_class n = b.integer();
    if (n < 0 || n > 1000) throw Undefined("power of a complex value");
    Value result{R(1)};
    for (long k = n.get_si(); k > 0; --k) result = result * a;
    return result;
  }
  R size_squared() const { return pow(re, R(2)) + pow(imaginary(), R(2)); }
  R size() const { return scalar().im ? sqrt(size_squared()) : max(re, -re); }
};

/// The real functions of one argument.
template <class R>
R apply(const std::string& f, const R& x) {
  const auto asin = [&] { return R(2) * atan(x / (R(1) + sqrt(R(1) - pow(x, R(2))))); };
  if (f == "sqrt") return sqrt(x);
  if (f == "exp") return exp(x);
  if (f == "log") return log(x);
  if (f == "log2") return log(x) / log(R(2));
  if (f == "sin") return sin_cos(x).first;
  if (f == "cos") return sin_cos(x).second;
  if (f == "tan") return sin_cos(x).first / sin_cos(x).second;
  if (f == "asin") return asin();
  if (f == "acos") return R(Constant{"pi", pi()}) / R(2) - asin();
  if (f == "atan") return atan(x);
  if (f == "sinh") return (exp(x) - exp(-x)) / R(2);
  if (f == "cosh") return (exp(x) + exp(-x)) / R(2);
  if (f == "tanh") return R(1) - R(2) / (exp(R(2) * x) + R(1));
  if (f == "ci") return ci(x);
  return stepped(x, f == "floor" ? floor_step : f == "ceil" ? ceil_step : f == "round" ? round_step : sign_step);
}

}  // namespace check
