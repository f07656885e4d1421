#include "sorts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "posproof/arith/contract.hpp"

namespace posproof::detail {
namespace {

enum class Kind : std::uint8_t { real, complex, formula };

/// What a tree denotes: a scalar (rank 0) or a list of lists ... of scalars (rank levels of lists).
struct Sort {
  Kind kind = Kind::real;
  int rank = 0;
};

/// Where a tree stands, as far as limits are concerned: they are statements about a whole sequence, so they may stand in
/// comparisons and in arithmetic there, not inside other binders.
enum class LimitsHere : std::uint8_t { yes, no };

class SortCheck {
 public:
  SortCheck(const Source& claim, const Expansion& expansion) : claim_(claim), expansion_(expansion) {}

  Sort of(const Expr& e, LimitsHere limits) {
    const auto key = std::make_pair(e.get(), limits);
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
    const auto sort = of_node(*e, limits);
    known_.emplace(key, sort);
    return sort;
  }

  void formula(const Expr& e, LimitsHere limits) {
    if (of(e, limits).kind != Kind::formula)
      fail(*e, "expected a formula, such as a comparison, but this is " + a_term(e, limits));
  }

  /// A scalar term, real or complex.
  Sort term(const Expr& e, LimitsHere limits) {
    const auto sort = of(e, limits);
    if (sort.kind == Kind::formula) fail(*e, "expected a term, but this is a formula");
    if (sort.rank > 0) fail(*e, "expected a number, but this is a list; an element is written list[k], the first is list[0]");
    return sort;
  }

  void real(const Expr& e, LimitsHere limits, const std::string& where) {
    if (term(e, limits).kind == Kind::complex)
      fail(*e, where + " needs a real value, but this may be complex; take re(...), im(...) or abs(...)");
  }

 private:
  [[noreturn]] void fail(const Node& n, const std::string& message, const char* code = "type") const {
    const auto place = expansion_.places.find(&n);
    if (place != expansion_.places.end() && place->second.source->file != "<built-in>")
      throw ClaimError(code, message, *place->second.source, place->second.span);
    const bool built_in = place != expansion_.places.end();
    throw ClaimError(code, built_in ? "in the built-in definition applied here: " + message : message, claim_, n.span);
  }

  std::string a_term(const Expr& e, LimitsHere limits) {
    const auto sort = of(e, limits);
    return sort.rank > 0 ? "a list" : "a term";
  }

  Sort of_node(const Node& n, LimitsHere limits) {
    switch (n.op) {
      case Op::number:
      case Op::variable: return {};
      case Op::constant: return {n.name == "i" ? Kind::complex : Kind::real, 0};
      case Op::neg:
      case Op::add:
      case Op::sub:
      case Op::mul:
      case Op::div: return arithmetic(n, limits);
      case Op::pow: return power(n, limits);
      case Op::call: return call(n, limits);
      case Op::conditional: return conditional(n, limits);
      case Op::list: return list(n, limits);
      case Op::index: return element(n, limits);
      case Op::sum:
      case Op::prod: domain(n, n.binders[0].domain); return {term(n.args[0], LimitsHere::no).kind, 0};
      case Op::count:
        domain(n, n.binders[0].domain);
        formula(n.args[0], LimitsHere::no);
        return {};
      case Op::maximum:
      case Op::minimum:
      case Op::argmax:
      case Op::argmin:
      case Op::integral: return over_domain(n, LimitsHere::no, {});
      case Op::deriv: real(n.args[0], LimitsHere::no, "deriv"); return {};
      case Op::limit:
      case Op::limsup:
      case Op::liminf:
        if (limits == LimitsHere::no) fail(n, "a limit can stand only in a comparison, such as limit(n -> inf, 1/n) == 0");
        return over_domain(n, LimitsHere::yes, {});
      case Op::property: return over_domain(n, LimitsHere::no, {Kind::formula, 0});
      case Op::truth: return {Kind::formula, 0};
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal: return ordered(n, limits);
      case Op::equal:
      case Op::not_equal:
        for (const auto& side : n.args) term(side, limits);
        return {Kind::formula, 0};
      case Op::conj:
      case Op::disj:
      case Op::negation:
      case Op::implies:
        for (const auto& part : n.args) formula(part, limits);
        return {Kind::formula, 0};
      case Op::forall:
      case Op::exists: return quantified(n, limits);
      case Op::apply:
      case Op::chain: break;
    }
    contract_broken("an unresolved node in a resolved tree");
  }

  Sort arithmetic(const Node& n, LimitsHere limits) {
    Sort sort;
    for (const auto& arg : n.args)
      if (term(arg, limits).kind == Kind::complex) sort.kind = Kind::complex;
    return sort;
  }

  Sort power(const Node& n, LimitsHere limits) {
    const auto base = term(n.args[0], limits);
    if (term(n.args[1], limits).kind == Kind::complex)
      fail(*n.args[1], "an exponent needs a real value, but this may be complex; e^(i*x) is written cis(x)");
    return base;
  }

  Sort call(const Node& n, LimitsHere limits) {
    static constexpr std::array<std::string_view, 5> of_complex{"abs", "re", "im", "arg", "conj"};
    if (std::find(of_complex.begin(), of_complex.end(), n.name) != of_complex.end()) {
      const auto inner = term(n.args[0], limits);
      return {n.name == "conj" ? inner.kind : Kind::real, 0};
    }
    for (const auto& arg : n.args)
      if (n.name == "exp" && term(arg, limits).kind == Kind::complex)
        fail(*arg, "exp needs a real value, but this may be complex; exp(i*x) is written cis(x)");
      else
        real(arg, limits, n.name);
    return {n.name == "cis" ? Kind::complex : Kind::real, 0};
  }

  Sort conditional(const Node& n, LimitsHere limits) {
    formula(n.args[0], LimitsHere::no);
    const auto first = term(n.args[1], limits), second = term(n.args[2], limits);
    return {first.kind == Kind::complex ? first.kind : second.kind, 0};
  }

  Sort list(const Node& n, LimitsHere limits) {
    Sort sort = of(n.args[0], limits);
    for (const auto& arg : n.args) {
      const auto s = of(arg, limits);
      if (s.kind == Kind::formula) fail(*arg, "expected a term as an element of a list, but this is a formula");
      if (s.rank != sort.rank) fail(*arg, "the elements of a list must be all numbers or all lists of the same kind");
      if (s.kind == Kind::complex) sort.kind = s.kind;
    }
    return {sort.kind, sort.rank + 1};
  }

  Sort element(const Node& n, LimitsHere limits) {
    const auto list = of(n.args[0], limits);
    if (list.kind == Kind::formula || list.rank == 0) fail(*n.args[0], "only a list has elements [k]; this is no list");
    real(n.args[1], limits, "the index of a list");
    return {list.kind, list.rank - 1};
  }

  Sort over_domain(const Node& n, LimitsHere inside, Sort result) {
    domain(n, n.binders[0].domain);
    real(n.args[0], inside, what(n));
    return result;
  }

  static std::string what(const Node& n) {
    switch (n.op) {
      case Op::maximum: return "maximum";
      case Op::minimum: return "minimum";
      case Op::argmax: return "argmax";
      case Op::argmin: return "argmin";
      case Op::integral: return "integral";
      case Op::property: return n.name;
      default: return "a limit";
    }
  }

  void domain(const Node& n, const Domain& d) {
    const bool is_range_form = n.op >= Op::sum && n.op <= Op::count;
    if (is_range_form && !d.hi)
      fail(
          n,
          "a sum, product, maximum or count up to inf has no value here; write a finite upper bound or a limit of partial sums",
          "infinite-sum");
    for (const Expr* end : {&d.lo, &d.hi, &d.step})
      if (*end) real(*end, LimitsHere::no, "the end of a domain");
    for (const auto& value : d.elements) real(value, LimitsHere::no, "a value of a variable");
  }

  Sort ordered(const Node& n, LimitsHere limits) {
    for (const auto& side : n.args)
      if (term(side, limits).kind == Kind::complex)
        fail(*side, "complex values have no order, and this may be complex; compare abs(...), re(...) or im(...)");
    return {Kind::formula, 0};
  }

  Sort quantified(const Node& n, LimitsHere limits) {
    for (const auto& b : n.binders) domain(n, b.domain);
    if (n.filter) formula(n.filter, LimitsHere::no);
    formula(n.args[0], limits);
    return {Kind::formula, 0};
  }

  const Source& claim_;
  const Expansion& expansion_;
  std::map<std::pair<const Node*, LimitsHere>, Sort> known_;
};

}  // namespace

void check_sorts(const Source& claim, const Expansion& expansion, bool formula) {
  SortCheck check(claim, expansion);
  const auto& root = expansion.root;
  if (formula) return check.formula(root, LimitsHere::yes);
  if (check.of(root, LimitsHere::yes).kind == Kind::formula)
    throw ClaimError("type", "expected a term to evaluate, but this is a formula: it is decided by check", claim, root->span);
  check.term(root, LimitsHere::yes);
}

}  // namespace posproof::detail
