#pragma once
#include "evaluator_detail.hpp"

// Evaluator<S>: the functions of the language, real and complex, with their domains.

namespace posproof {

template <class S>
Value<S> Evaluator<S>::complex_call(const Program::Instruction& x, const V& z) {
  V v;
  switch (x.function) {
    case Function::re: v.re = z.re; return v;
    case Function::im: v.re = *z.im; return v;
    case Function::conj:
      v.re = z.re;
      v.im = -*z.im;
      v.complex = true;
      return v;
    case Function::abs: v.re = sqrt(sqr(z.re) + sqr(*z.im)); return v;
    case Function::arg: {
      const auto zero = is_zero(head(z.re)) & is_zero(head(*z.im));
      detail::require(!zero, x.node, "arg of zero");
      v.re = atan2(*z.im, z.re);
      return v;
    }
    case Function::exp:
    case Function::cis: {
      // exp(a + ib) = e^a (cos b + i sin b); cis(a + ib) = e^-b (cos a + i sin a)
      const bool cis = x.function == Function::cis;
      const S scale = exp(cis ? S(-*z.im) : z.re);
      const S& angle = cis ? z.re : *z.im;
      v.re = scale * cos(angle);
      v.im = scale * sin(angle);
      v.complex = true;
      return v;
    }
    default: detail::unsupported(x.node, "this function is defined for real arguments");
  }
}

template <class S>
Value<S> Evaluator<S>::call(const Program::Instruction& x) {
  using F = Function;
  spend(1, x.node);
  V v;
  if (x.function == F::length) {
    const V& l = value(x.args[0]);
    ensure(l.list != nullptr, "length of something that is no list passed the sort check");
    v.re = context_.lift(Rational(static_cast<long>(l.list->size())));
    return v;
  }
  const V& first = value(x.args[0]);
  if (first.complex) return complex_call(x, first);
  const S& a = first.re;
  const auto h = [&] { return head(a); };
  const Number<KernelOf<S>> one{Rational(1)};
  switch (x.function) {
    case F::abs: v.re = abs(a); return v;
    case F::sqrt:
      detail::require(!is_negative(h()), x.node, "square root of a negative number");
      v.re = sqrt(a);
      return v;
    case F::exp: v.re = exp(a); return v;
    case F::log:
      detail::require(is_positive(h()), x.node, "logarithm of a number that is not positive");
      v.re = log(a);
      return v;
    case F::log2:
      detail::require(is_positive(h()), x.node, "logarithm of a number that is not positive");
      v.re = context_.log2(a);
      return v;
    case F::sin: v.re = sin(a); return v;
    case F::cos: v.re = cos(a); return v;
    case F::tan:
      detail::require(!is_zero(head(cos(a))), x.node, "tangent at a pole");
      v.re = tan(a);
      return v;
    case F::asin:
    case F::acos:
      detail::require(less_equal(abs(h()), one), x.node, "argument outside [-1, 1]");
      v.re = x.function == F::asin ? S(asin(a)) : S(acos(a));
      return v;
    case F::atan: v.re = atan(a); return v;
    case F::sinh: v.re = sinh(a); return v;
    case F::cosh: v.re = cosh(a); return v;
    case F::tanh: v.re = tanh(a); return v;
    case F::floor: v.re = floor(a); return v;
    case F::ceil: v.re = ceil(a); return v;
    case F::round: v.re = round(a); return v;
    case F::sign: v.re = sign(a); return v;
    case F::erf: v.re = erf(a); return v;
    case F::gamma: {
      const auto g = h();
      if (!certainly(is_positive(g))) {
        const bool pole = g.is_exact() && g.exact().is_integer();
        if (pole) detail::undefined(x.node, "gamma at a pole", Truth::no);
        detail::unsupported(x.node, "gamma is supported for positive arguments");
      }
      v.re = gamma(a);
      return v;
    }
    case F::ci:
      detail::require(is_positive(h()), x.node, "ci of a number that is not positive");
      v.re = ci(a);
      return v;
    case F::si: v.re = si(a); return v;
    case F::ei:
      detail::require(!is_zero(h()), x.node, "ei at zero");
      v.re = ei(a);
      return v;
    case F::re:
    case F::conj: v.re = a; return v;
    case F::im: v.re = context_.lift(Rational(0)); return v;
    case F::arg:
      detail::require(!is_zero(h()), x.node, "arg of zero");
      if (certainly(is_positive(h())))
        v.re = context_.lift(Rational(0));
      else if (certainly(is_negative(h())))
        v.re = context_.pi();
      else
        detail::undefined(x.node, "the sign of the argument is not known", Truth::unknown);
      return v;
    case F::cis:
      v.re = cos(a);
      v.im = sin(a);
      v.complex = true;
      return v;
    case F::mod: {
      const S a0 = a;
      const S& b = real_arg(x, 1);
      detail::require(!is_zero(head(b)), x.node, "mod by zero");
      v.re = a0 - b * floor(a0 / b);
      return v;
    }
    case F::min:
    case F::max: {
      S best = a;
      for (std::size_t i = 1; i < x.args.size(); ++i)
        best = x.function == F::min ? S(min(best, real_arg(x, i))) : S(max(best, real_arg(x, i)));
      v.re = std::move(best);
      return v;
    }
    case F::gcd: {
      Integer g = exact_integer(x.args[0], "gcd's argument");
      for (std::size_t i = 1; i < x.args.size(); ++i) g = gcd(g, exact_integer(x.args[i], "gcd's argument"));
      v.re = context_.lift(Rational(Integer(abs(g))));
      return v;
    }
    default: contract_broken("a function without an evaluation rule");
  }
}

}  // namespace posproof
