#include "fold.hpp"

#include <unordered_map>

#include "posproof/claim/walk.hpp"
#include "posproof/decide/evaluator.hpp"

namespace posproof {
namespace {

constexpr std::uint64_t fold_budget = 1'000'000;
constexpr std::size_t largest_folded_bits = 4096;

class Folder {
 public:
  Expr fold(const Expr& e) {
    if (!e || e->op == Op::number || e->op == Op::variable || e->op == Op::constant) return e;
    if (const auto it = done_.find(e); it != done_.end()) return it->second;
    Expr r = folded(e);
    done_.emplace(e, r);
    return r;
  }

 private:
  Expr folded(const Expr& e) {
    const bool closed = free_slots(e).empty();
    if (closed && e->op < Op::truth)
      if (auto q = exact(e)) return make_number(*q);
    if (e->op == Op::conditional && free_slots(e->args[0]).empty()) {
      const Truth t = truth(e->args[0]);
      if (t != Truth::unknown) return fold(e->args[certainly(t) ? 1 : 2]);
    }
    return map_args(e, [&](const Expr& arg) { return fold(arg); });
  }

  std::optional<Rational> exact(const Expr& e) {
    try {
      Program program;
      const int id = program.add(e);
      PrecisionScope scope{Bits{64}};
      Evaluator<Number<Ball>> evaluator(program, {}, fold_budget);
      const auto& v = evaluator.value(id);
      if (!v.complex && !v.list && v.re.is_exact() && v.re.exact().size_bits() <= largest_folded_bits) return v.re.exact();
    } catch (const Undefined&) {
    }
    return std::nullopt;
  }

  Truth truth(const Expr& e) {
    try {
      Program program;
      const int id = program.add(e);
      PrecisionScope scope{Bits{256}};
      Evaluator<Number<Ball>> evaluator(program, {}, fold_budget);
      return evaluator.truth(id);
    } catch (const Undefined&) {
      return Truth::unknown;
    }
  }

  std::unordered_map<Expr, Expr> done_;
};

}  // namespace

Expr fold_closed(const Expr& e) { return Folder{}.fold(e); }

}  // namespace posproof
