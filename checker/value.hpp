#pragma once
#include "jet.hpp"

// Complex values and lists of them, over numbers, jets or forms, and the functions of the language. **Theorem** C6, C9.

namespace check {

/// A constant of the language.
struct Constant {
  const char* name;
  Number value;
  operator Number() const { return value; }
};

/// A value whose imaginary part is exactly 0 is real.
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
    return value_of(re).exact->get_num();
  }
  static Value complex(const R& re, const R& im) { return !varies(im) && value_of(im).is(0) ? Value{re} : Value{re, im}; }

  Value& operator+=(const Value& b) {
    if (im || b.im || list || b.list) return *this = complex(scalar().re + b.scalar().re, imaginary() + b.imaginary());
    return re += b.re, *this;
  }
  friend Value operator+(Value a, const Value& b) { return a += b; }
  friend Value operator-(const Value& a) { return a.scalar().im ? Value{-a.re, -*a.im} : Value{-a.re}; }
  friend Value operator-(const Value& a, const Value& b) { return a + -b; }
  friend Value operator*(const Value& a, const Value& b) {
    if (!a.scalar().im && !b.scalar().im) return {a.re * b.re};
    const R x = a.imaginary(), y = b.imaginary();
    return complex(a.re * b.re - x * y, a.re * y + x * b.re);
  }
  friend Value operator/(const Value& a, const Value& b) {  // by complex numbers: a conj(b)/|b|^2
    if (!b.scalar().im) return complex(a.scalar().re / b.re, a.imaginary() / b.re);
    return a * Value{b.re, -*b.im} / Value{b.norm()};
  }
  friend Value pow(const Value& a, const Value& b) {
    if (!a.scalar().im) return {pow(a.re, b.real())};
    const mpz_class n = b.integer();
    if (n < 0 || n > 1000) throw Undefined("power of a complex value");
    Value result{R(1)};
    for (long k = n.get_si(); k > 0; --k) result = result * a;
    return result;
  }
  R norm() const { return pow(re, R(2)) + pow(imaginary(), R(2)); }
  R size() const { return scalar().im ? sqrt(norm()) : max(re, -re); }
};

/// The functions and operations whose arguments all have to be defined.
template <class R>
struct Functions {
  using V = Value<R>;
  using Arguments = const std::vector<V>&;
  static R pi() { return R(Constant{"pi", check::pi()}); }
  static R asin(const R& x) { return R(2) * atan(x / (R(1) + sqrt(R(1) - pow(x, R(2))))); }
  static V cis(const R& x) {
    const auto [s, c] = sin_cos(x);
    return V::complex(c, s);
  }
  static V element(const std::vector<V>& all, const mpz_class& k) {
    return k >= 0 && k < all.size() ? all[k.get_ui()] : throw Undefined("an index outside of the list");
  }
  /// The largest of several values or of one list for sign 1, the least for -1.
  static V extreme(Arguments a, long sign) {
    Arguments all = a.size() == 1 && a[0].list ? *a[0].list : a;
    R best = R(sign) * all[0].real();
    for (std::size_t i = 1; i < all.size(); ++i) best = max(best, R(sign) * all[i].real());
    return {R(sign) * best};
  }
  using Function = V (*)(Arguments);
  template <Step step>
  static V to_integer(Arguments a) {
    return {stepped(a[0].real(), step)};
  }

  static Function find(const std::string& name) {
    static const std::map<std::string, Function> all = {
        {"pi", [](Arguments) { return V{pi()}; }},
        {"e", [](Arguments) { return V{exp(R(1))}; }},
        {"euler_gamma",
         [](Arguments) {
           return V{R(Constant{"gamma", euler_gamma()})};
         }},
        {"i",
         [](Arguments) {
           return V{R(0), R(1)};
         }},
        {"neg", [](Arguments a) { return -a[0]; }},
        {"add", [](Arguments a) { return a[0] + a[1]; }},
        {"sub", [](Arguments a) { return a[0] - a[1]; }},
        {"mul", [](Arguments a) { return a[0] * a[1]; }},
        {"div", [](Arguments a) { return a[0] / a[1]; }},
        {"pow", [](Arguments a) { return pow(a[0], a[1]); }},
        {"list",
         [](Arguments a) {
           return V{R(0), {}, std::make_shared<const std::vector<V>>(a)};
         }},
        {"index", [](Arguments a) { return element(a[0].elements(), a[1].integer()); }},
        {"length", [](Arguments a) { return V{R(static_cast<long>(a[0].elements().size()))}; }},
        {"re", [](Arguments a) { return V{a[0].scalar().re}; }},
        {"im", [](Arguments a) { return V{a[0].imaginary()}; }},
        {"conj", [](Arguments a) { return V::complex(a[0].scalar().re, -a[0].imaginary()); }},
        {"abs", [](Arguments a) { return V{a[0].size()}; }},
        {"cis", [](Arguments a) { return cis(a[0].real()); }},
        {"mod", [](Arguments a) { return a[0] - a[1] * V{stepped(a[0].real() / a[1].real(), floor_step)}; }},
        {"gcd", [](Arguments a) { return V{R(mpq_class(gcd(a[0].integer(), a[1].integer())))}; }},
        {"min", [](Arguments a) { return extreme(a, -1); }},
        {"max", [](Arguments a) { return extreme(a, 1); }},
        {"sqrt", [](Arguments a) { return V{sqrt(a[0].real())}; }},
        {"exp", [](Arguments a) { return V{exp(a[0].real())}; }},
        {"log", [](Arguments a) { return V{log(a[0].real())}; }},
        {"log2", [](Arguments a) { return V{log(a[0].real()) / log(R(2))}; }},
        {"sin", [](Arguments a) { return V{sin_cos(a[0].real()).first}; }},
        {"cos", [](Arguments a) { return V{sin_cos(a[0].real()).second}; }},
        {"tan", [](Arguments a) { return V{sin_cos(a[0].real()).first / sin_cos(a[0].real()).second}; }},
        {"asin", [](Arguments a) { return V{asin(a[0].real())}; }},
        {"acos", [](Arguments a) { return V{pi() / R(2) - asin(a[0].real())}; }},
        {"atan", [](Arguments a) { return V{atan(a[0].real())}; }},
        {"sinh", [](Arguments a) { return V{(exp(a[0].real()) - exp(-a[0].real())) / R(2)}; }},
        {"cosh", [](Arguments a) { return V{(exp(a[0].real()) + exp(-a[0].real())) / R(2)}; }},
        {"tanh", [](Arguments a) { return V{R(1) - R(2) / (exp(R(2) * a[0].real()) + R(1))}; }},
        {"ci", [](Arguments a) { return V{ci(a[0].real())}; }},
        {"floor", to_integer<floor_step>},
        {"ceil", to_integer<ceil_step>},
        {"round", to_integer<round_step>},
        {"sign", to_integer<sign_step>},
    };
    return all.at(name);
  }
};

}  // namespace check
