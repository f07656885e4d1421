#include <unordered_map>

#include "posproof/claim/ast.hpp"
#include "posproof/claim/walk.hpp"

namespace posproof {
namespace {

struct PairHash {
  std::size_t operator()(const std::pair<const Node*, const Node*>& p) const {
    return std::hash<const Node*>()(p.first) * 31 + std::hash<const Node*>()(p.second);
  }
};
using Cache = std::unordered_map<std::pair<const Node*, const Node*>, bool, PairHash>;

/// Compares two trees up to the names and slots of bound variables. `pairs_` are the binders entered so far, innermost last.
/// A cached result holds only under the binders it was found under, so each scope has a cache of its own.
class Comparison {
 public:
  bool equal(const Expr& a, const Expr& b) {
    if (!a || !b) return !a && !b;
    if (a == b && renamed_ == 0) return true;
    const auto key = std::make_pair(a.get(), b.get());
    if (const auto found = caches_.back().find(key); found != caches_.back().end()) return found->second;
    const bool result = equal_nodes(*a, *b);
    caches_.back().emplace(key, result);
    return result;
  }

 private:
  bool equal_nodes(const Node& a, const Node& b) {
    if (a.op != b.op || a.args.size() != b.args.size() || a.binders.size() != b.binders.size()) return false;
    if (a.op == Op::variable) return same_variable(a.slot, a.name, b.slot, b.name);
    if (a.name != b.name || a.number != b.number || a.relations != b.relations) return false;
    if (!a.binders.empty() && !binds(a)) {
      const auto &x = a.binders[0], &y = b.binders[0];
      return same_variable(x.slot, x.name, y.slot, y.name) && equal_args(a, b);
    }
    return a.binders.empty() ? equal_args(a, b) : equal_scopes(a, b);
  }

  bool equal_args(const Node& a, const Node& b) {
    for (std::size_t k = 0; k < a.args.size(); ++k)
      if (!equal(a.args[k], b.args[k])) return false;
    return equal(a.filter, b.filter);
  }

  bool equal_scopes(const Node& a, const Node& b) {
    const auto depth = pairs_.size();
    const auto renamed_before = renamed_;
    bool result = true;
    for (std::size_t k = 0; result && k < a.binders.size(); ++k) {
      result = equal_domains(a.binders[k].domain, b.binders[k].domain);
      enter(a.binders[k], b.binders[k]);
      // An unresolved binder has only its name to be told by.
      if (a.binders[k].slot < 0 || b.binders[k].slot < 0) result = result && a.binders[k].name == b.binders[k].name;
    }
    result = result && equal_args(a, b);
    pairs_.resize(depth);
    caches_.resize(depth + 1);
    renamed_ = renamed_before;
    return result;
  }

  void enter(const Binder& a, const Binder& b) {
    pairs_.emplace_back(a.slot, b.slot);
    caches_.emplace_back();
    if (a.slot != b.slot) ++renamed_;
  }

  bool equal_domains(const Domain& a, const Domain& b) {
    if (a.kind != b.kind || a.lo_closed != b.lo_closed || a.hi_closed != b.hi_closed) return false;
    if (a.toward_minus_infinity != b.toward_minus_infinity || a.approach_reals != b.approach_reals) return false;
    if (!equal(a.lo, b.lo) || !equal(a.hi, b.hi) || !equal(a.step, b.step)) return false;
    if (a.elements.size() != b.elements.size()) return false;
    for (std::size_t k = 0; k < a.elements.size(); ++k)
      if (!equal(a.elements[k], b.elements[k])) return false;
    return true;
  }

  bool same_variable(int a, const std::string& a_name, int b, const std::string& b_name) const {
    if (a < 0 || b < 0) return a == b && a_name == b_name;
    for (auto p = pairs_.rbegin(); p != pairs_.rend(); ++p)
      if (p->first == a || p->second == b) return p->first == a && p->second == b;
    return a == b;
  }

  std::vector<std::pair<int, int>> pairs_;
  std::vector<Cache> caches_{1};
  int renamed_ = 0;  ///< entered binders whose slots differ
};

std::size_t mix(std::size_t seed, std::size_t value) {
  return seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2));
}

/// Every resolved variable hashes alike, so that renaming a bound one changes nothing; `hash` adds the free slots.
class Hash {
 public:
  std::size_t of(const Expr& e) {
    if (const auto found = known_.find(e.get()); found != known_.end()) return found->second;
    const auto value = of_node(*e);
    known_.emplace(e.get(), value);
    return value;
  }

 private:
  std::size_t of_node(const Node& n) {
    auto h = mix(17, static_cast<std::size_t>(n.op));
    if (n.op == Op::variable) return n.slot < 0 ? mix(h, std::hash<std::string>()(n.name)) : h;
    h = mix(h, std::hash<std::string>()(n.name));
    if (n.op == Op::number || n.op == Op::truth) {
      h = mix(h, mpz_get_ui(n.number.raw().get_num_mpz_t()));
      h = mix(h, mpz_get_ui(n.number.raw().get_den_mpz_t()));
    }
    for (const auto& b : n.binders) h = mix(h, static_cast<std::size_t>(b.domain.kind));
    for_each_child(n, [&](const Expr& child, std::size_t) { h = mix(h, of(child)); });
    return h;
  }

  std::unordered_map<const Node*, std::size_t> known_;
};

}  // namespace

bool same(const Expr& a, const Expr& b) { return Comparison().equal(a, b); }

std::size_t hash(const Expr& e) {
  auto h = Hash().of(e);
  for (const int slot : free_slots(e)) h = mix(h, static_cast<std::size_t>(slot));
  return h;
}

}  // namespace posproof
