#pragma once
#include <functional>

#include "posproof/analysis/analytic_function.hpp"

namespace posproof::test {

/// An AnalyticFunction from a lambda (res, z, analytic, prec).
class Analytic : public AnalyticFunction {
 public:
  using Body = std::function<void(acb_ptr, acb_srcptr, int, slong)>;
  explicit Analytic(Body body) : body_(std::move(body)) {}
  void eval(acb_ptr res, acb_srcptr z, slong order, slong prec) const override { body_(res, z, order != 0, prec); }

 private:
  Body body_;
};

inline Analytic one() {
  return Analytic([](acb_ptr r, acb_srcptr, int, slong) { acb_one(r); });
}
inline Analytic exponential() {
  return Analytic([](acb_ptr r, acb_srcptr z, int, slong p) { acb_exp(r, z, p); });
}
inline Analytic square_root() {
  return Analytic([](acb_ptr r, acb_srcptr z, int analytic, slong p) { acb_sqrt_analytic(r, z, analytic, p); });
}

}  // namespace posproof::test
