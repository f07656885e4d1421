#pragma once
#include <vector>

#include "constant_terms.hpp"
#include "posproof/analysis/analytic_function.hpp"

namespace posproof::detail {

/// A term of the claim language as a function of one real variable, continued to complex rectangles. Sums and products
/// whose ranges are free of the variable are written out; everything else free of it is evaluated once.
/// Functions with real domains are not finite where their argument is certainly outside; where it straddles the edge of
/// the domain they enclose the values inside, so `conditions` must be shown on the interval of integration.
/// **Error** enclosure. **Theorem** L1.
class Integrand final : public AnalyticFunction {
 public:
  /// Throws Undefined for constructs without a continuation.
  Integrand(const Expr& body, int slot, ConstantTerms& constants);
  void eval(acb_ptr res, acb_srcptr z, slong order, slong prec) const override;
  /// Terms that must be non-negative at every point of the interval.
  const std::vector<Expr>& conditions() const { return conditions_; }

 private:
  struct Step {
    Op op{};
    Function function = Function::none;
    std::vector<int> args;
    Number<Ball> constant{0L};
    Truth truth = Truth::unknown;
  };
  int add(const Expr& e);
  int call(const Expr& e, Step step);
  int power(const Expr& e, Step step);
  int unrolled(const Expr& e);
  int push(Step s);
  void run(const Step& s, acb_ptr values, std::vector<Truth>& truths, int i, acb_srcptr z, bool analytic, slong prec) const;
  void function(const Step& s, acb_ptr values, acb_ptr out, bool analytic, slong prec) const;

  int slot_;
  ConstantTerms& constants_;
  std::vector<Step> steps_;
  std::vector<Expr> conditions_;
};

}  // namespace posproof::detail
