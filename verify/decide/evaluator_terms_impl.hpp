#pragma once
#include <type_traits>

#include "evaluator_detail.hpp"

// Evaluator<S>: arithmetic, powers, conditionals and lists.

namespace posproof {

namespace detail {

constexpr long spare_bits = 32;
constexpr std::size_t widest_exponent = 64;

/// Whether x^q may be rational, or a square root: `pow` is sharper there.
inline bool has_root(const Rational& x, const Rational& q) {
  const auto root = Rational(q.denominator()).to_long();
  return root && (*root == 2 || (*root <= 4096 && exact_root(x, static_cast<unsigned long>(*root))));
}

}  // namespace detail

template <class S>
Value<S> Evaluator<S>::term(const Program::Instruction& x) {
  V v;
  switch (x.op) {
    case Op::number: v.re = context_.lift(x.node->number); return v;
    case Op::constant:
      if (x.node->name == "pi")
        v.re = context_.pi();
      else if (x.node->name == "e")
        v.re = context_.e();
      else if (x.node->name == "euler_gamma")
        v.re = context_.euler_gamma();
      else {
        ensure(x.node->name == "i", "unknown constant in a resolved tree");
        v.re = context_.lift(Rational(0));
        v.im = context_.lift(Rational(1));
        v.complex = true;
      }
      return v;
    case Op::neg:
    case Op::add:
    case Op::sub:
    case Op::mul:
    case Op::div: return arithmetic(x);
    case Op::pow: return power(x);
    case Op::call: return call(x);
    case Op::conditional: return conditional(x);
    case Op::sum:
    case Op::prod:
    case Op::maximum:
    case Op::minimum:
    case Op::argmax:
    case Op::argmin: return loop(x);
    case Op::count: return count(x);
    case Op::list: {
      auto items = std::make_shared<std::vector<V>>();
      for (int a : x.args) items->push_back(value(a));
      v.list = std::move(items);
      return v;
    }
    case Op::index: return element(x);
    case Op::integral:
      if (auto r = context_.integral(x.node, *this, program_)) {
        v.re = std::move(*r);
        return v;
      }
      detail::unsupported(x.node, "this kernel has no quadrature for the integral");
    default: detail::unsupported(x.node, "this construct is decided by rules, not evaluated");
  }
}

template <class S>
Value<S> Evaluator<S>::complex_product(const V& a, const V& b) {
  const S zero = context_.lift(Rational(0));
  const S& ai = a.complex ? *a.im : zero;
  const S& bi = b.complex ? *b.im : zero;
  V v;
  v.re = a.re * b.re - ai * bi;
  v.im = a.re * bi + ai * b.re;
  v.complex = true;
  return v;
}

template <class S>
Value<S> Evaluator<S>::arithmetic(const Program::Instruction& x) {
  const V& a = value(x.args[0]);
  V v;
  if (x.op == Op::neg) {
    v.re = -a.re;
    v.complex = a.complex;
    if (a.complex) v.im = -*a.im;
    return v;
  }
  const V& b = value(x.args[1]);
  v.complex = a.complex || b.complex;
  const S zero = v.complex ? context_.lift(Rational(0)) : S{};
  const S& ai = a.complex ? *a.im : zero;
  const S& bi = b.complex ? *b.im : zero;
  switch (x.op) {
    case Op::add:
      v.re = a.re + b.re;
      if (v.complex) v.im = ai + bi;
      return v;
    case Op::sub:
      v.re = a.re - b.re;
      if (v.complex) v.im = ai - bi;
      return v;
    case Op::mul:
      if (!v.complex) {
        v.re = a.re * b.re;
        return v;
      }
      return complex_product(a, b);
    default: break;
  }
  if (!v.complex) {
    detail::require(!is_zero(head(b.re)), x.node, "division by zero");
    v.re = a.re / b.re;
    return v;
  }
  const S norm = sqr(b.re) + sqr(bi);
  detail::require(!is_zero(head(norm)), x.node, "division by zero");
  v.re = (a.re * b.re + ai * bi) / norm;
  v.im = (ai * b.re - a.re * bi) / norm;
  return v;
}

template <class S>
Value<S> Evaluator<S>::power(const Program::Instruction& x) {
  const V& a = value(x.args[0]);
  const V& b = value(x.args[1]);
  if (b.complex) detail::unsupported(x.node, "complex exponents are written exp(...)");
  V v;
  const auto exponent = head(b.re);
  const bool exact = exponent.is_exact() && is_constant(b.re);
  if (exact && exponent.exact().is_integer()) {
    const auto n = exponent.exact().to_long();
    if (!n) detail::unsupported(x.node, "the exponent is too large");
    if (*n < 0) {
      const Truth zero = a.complex ? is_zero(head(a.re)) & is_zero(head(*a.im)) : is_zero(head(a.re));
      detail::require(!zero, x.node, "division by zero (zero to a negative power)");
    }
    if (!a.complex) {
      v.re = pow(a.re, *n);
      return v;
    }
    if (std::abs(*n) > 100000) detail::unsupported(x.node, "the exponent is too large for a complex base");
    v.re = context_.lift(Rational(1));
    v.im = context_.lift(Rational(0));
    v.complex = true;
    for (long k = 0; k < std::abs(*n); ++k) v = complex_product(v, a);
    if (*n < 0) {
      const S norm = sqr(v.re) + sqr(*v.im);
      v.re = v.re / norm;
      v.im = -*v.im / norm;
    }
    return v;
  }
  if (a.complex) detail::unsupported(x.node, "a complex base needs an integer exponent");
  if (program_[x.args[0]].op == Op::constant && program_[x.args[0]].node->name == "e") {
    v.re = exp(b.re);
    return v;
  }
  const auto base = head(a.re);
  if (exact) {
    detail::require(!is_negative(base), x.node, "a fractional power of a negative number");
    if (exponent.exact().sign() < 0) detail::require(is_positive(base), x.node, "zero to a negative power");
    v.re = rational_power(a.re, exponent.exact());
    return v;
  }
  if (certainly(is_zero(base))) {
    detail::require(is_positive(exponent), x.node, "zero to a power that is not an integer nor positive");
    v.re = context_.lift(Rational(0));
    return v;
  }
  detail::require(is_positive(base), x.node, "a real power needs a positive base");
  v.re = pow(a.re, b.re);
  return v;
}

template <class S>
S Evaluator<S>::rational_power(const S& base, const Rational& q) {
  if constexpr (std::is_same_v<S, Number<Interval>>) {
    // x^q = exp(q log x), the argument with bits to spare: MPFR's power takes the logarithm anew each time.
    if (base.is_exact() && base.exact().sign() > 0 && !q.is_integer() && q.size_bits() <= detail::widest_exponent &&
        !detail::has_root(base.exact(), q)) {
      Interval argument;
      {
        const PrecisionScope wider{Bits{working_precision().value + detail::spare_bits}};
        if (!log_of_base_ || log_of_base_->first != base.exact())
          log_of_base_.emplace(base.exact(), log(Interval(base.exact())));
        argument = Interval(q) * log_of_base_->second;
      }
      return S(exp(argument));
    }
  }
  return pow(base, q);
}

template <class S>
Value<S> Evaluator<S>::conditional(const Program::Instruction& x) {
  const Truth t = guarded(x.args[0]);
  if (certainly(t)) return value(x.args[1]);
  if (certainly_not(t)) return value(x.args[2]);
  V a = value(x.args[1]);
  const V& b = value(x.args[2]);
  if (a.complex || b.complex || a.list || b.list) detail::undefined(x.node, "the condition is not decided", Truth::unknown);
  V v;
  v.re = either(a.re, b.re);
  return v;
}

template <class S>
Value<S> Evaluator<S>::element(const Program::Instruction& x) {
  const V& l = value(x.args[0]);
  ensure(l.list != nullptr, "index into something that is no list passed the sort check");
  const auto items = l.list;
  const Integer k = exact_integer(x.args[1], "a list index");
  if (k < 0 || k >= Integer(static_cast<unsigned long>(items->size())))
    throw Undefined{x.node, "list index " + k.get_str() + " outside 0.." + std::to_string(items->size() - 1), true, false};
  return (*items)[k.get_ui()];
}

}  // namespace posproof
