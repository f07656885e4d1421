#include "end_integral.hpp"

#include <acb_calc.h>

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

constexpr long largest_substitution = 16;

/// m of the substitution v = u^m.
long substitution_degree(const Rational& power) {
  const Integer denominator = power.denominator();
  if (denominator <= largest_substitution) return denominator.get_si();
  if (power.sign() >= 0) return 1;
  return ceil(Rational(1) / (Rational(1) + power)).get_si();
}

void raise(acb_ptr res, acb_srcptr z, const Rational& power, bool analytic, slong prec) {
  if (const auto n = power.to_long()) {
    acb_pow_si(res, z, *n, prec);
    return;
  }
  ComplexBall exponent{Ball(power)};
  if (!analytic && power.sign() > 0 && acb_contains_zero(z)) {  // the branch point itself: |z^p| <= |z|^p
    ComplexBall size;
    acb_set(size.raw(), z);
    const Ball bound = pow(abs_upper(size), Ball(power));
    acb_zero(res);
    acb_add_error_arb(res, bound.raw());
    return;
  }
  acb_pow_analytic(res, z, exponent.raw(), analytic, prec);
}

struct Substituted {
  const EndPath* path;
  long degree;
  Rational u_power;  // m (1 + near) - 1 >= 0
  long evaluations = 0;

  void eval(acb_ptr res, acb_srcptr u, bool analytic, slong prec) {
    PrecisionScope scope{Bits{prec}};
    ++evaluations;
    ComplexBall v, z, factor;
    acb_pow_ui(v.raw(), u, static_cast<ulong>(degree), prec);
    z = path->end + path->step * v;
    path->h->eval(res, z.raw(), analytic ? 1 : 0, prec);
    if (u_power.sign() != 0) {
      raise(factor.raw(), u, u_power, analytic, prec);
      acb_mul(res, res, factor.raw(), prec);
    }
    if (path->far_power.sign() != 0) {
      const ComplexBall base = ComplexBall(path->width) - path->inward * v;
      raise(factor.raw(), base.raw(), path->far_power, analytic, prec);
      acb_mul(res, res, factor.raw(), prec);
    }
    if (!acb_is_zero(path->growth.raw())) {
      acb_mul(factor.raw(), path->growth.raw(), v.raw(), prec);
      acb_exp(factor.raw(), factor.raw(), prec);
      acb_mul(res, res, factor.raw(), prec);
    }
  }
};

int integrand(acb_ptr out, const acb_t u, void* param, slong order, slong prec) {
  static_cast<Substituted*>(param)->eval(out, u, order != 0, prec);
  return 0;
}

Ball root(const Ball& x, long degree) {
  Ball r;
  arb_root_ui(r.raw(), x.raw(), static_cast<ulong>(degree), working_precision().value);
  return r;
}

}  // namespace

CountedIntegral integrate_from_end(const EndPath& path) {
  ensure(path.near_power > Rational(-1) && path.far_power > Rational(-1), "end exponents must exceed -1");
  const slong prec = working_precision().value;
  const long m = substitution_degree(path.near_power);
  Substituted f{&path, m, Rational(m) * (Rational(1) + path.near_power) - Rational(1)};

  acb_calc_integrate_opt_t options;
  acb_calc_integrate_opt_init(options);
  options->eval_limit = 100'000 + 1000 * prec;
  mag_t tolerance;
  mag_init(tolerance);
  mag_set_ui_2exp_si(tolerance, 1, -2 * prec);
  const ComplexBall from{Ball(0L)}, to{root(path.length, m)};
  CountedIntegral out;
  acb_calc_integrate(out.value.raw(), integrand, &f, from.raw(), to.raw(), prec, tolerance, options, prec);
  mag_clear(tolerance);

  // dz = step m u^(m-1) du, and (inward v)^near = inward^near u^(m near)
  ComplexBall scale = path.step * ComplexBall(Ball(m));
  if (path.near_power.sign() != 0) {
    ComplexBall direction;
    raise(direction.raw(), path.inward.raw(), path.near_power, false, prec);
    scale = scale * direction;
  }
  out.value = out.value * scale;
  out.evaluations = f.evaluations;
  return out;
}

}  // namespace posproof
