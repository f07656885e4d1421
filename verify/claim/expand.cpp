#include "expand.hpp"

#include <algorithm>

#include "definitions.hpp"
#include "node_store.hpp"
#include "posproof/arith/contract.hpp"
#include "posproof/claim/error.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/claim/walk.hpp"

namespace posproof::detail {
namespace {

constexpr const char* too_deep = "the claim is nested too deeply once its definitions are expanded";

/// Arguments of more nodes than this are left out of a node's origin.
constexpr std::uint64_t longest_origin_argument = 200;

/// What a name stands for while a text is resolved.
struct Binding {
  std::string name;
  Expr value;
  bool parameter;
};

/// One text being resolved: the claim, or the body of a definition for certain arguments.
struct Frame {
  const Source* source;
  const Span* site;  ///< of the outermost application in the claim; null in the claim itself
  bool in_prelude;   ///< sees the built-in definitions only
  std::vector<Binding> bound;
};

class Expander {
 public:
  Expander(const Source& claim, const std::vector<Definition>& definitions) : claim_(claim), user_(definitions) {}

  Expansion run(const Expr& parsed) {
    Frame frame{&claim_, nullptr, false, {}};
    out_.root = resolve(parsed, frame);
    return std::move(out_);
  }

 private:
  [[noreturn]] void fail(const char* code, const std::string& message, const Node& n, const Frame& f) const {
    if (f.in_prelude) throw ClaimError(code, message, claim_, *f.site);
    throw ClaimError(code, message, *f.source, n.span);
  }

  Expr resolve(const Expr& e, Frame& f) {
    if (!e) return nullptr;
    if (++open_ > deepest_claim) fail("limit", too_deep, *e, f);
    auto resolved = resolve_node(e, f);
    --open_;
    return resolved;
  }

  Expr resolve_node(const Expr& e, Frame& f) {
    switch (e->op) {
      case Op::variable: return variable(*e, f);
      case Op::call:
      case Op::apply: return application(*e, f);
      case Op::chain: return chain(*e, f);
      case Op::deriv: return derivative(*e, f);
      default: return e->binders.empty() ? plain(*e, f) : scope(*e, f);
    }
  }

  Expr plain(const Node& n, Frame& f) {
    Node copy = n;
    for (auto& arg : copy.args) arg = resolve(arg, f);
    return keep(std::move(copy), n, f);
  }

  Expr scope(const Node& n, Frame& f) {
    Node copy = n;
    const auto outside = f.bound.size(), open = open_names_.size();
    for (auto& binder : copy.binders) {
      resolve_domain(binder.domain, f);
      const auto written = binder.name;
      binder.name = unambiguous_name(written, f);
      binder.slot = fresh_slot(binder.name);
      f.bound.push_back({written, bound_variable(binder, f), false});
      open_names_.push_back(binder.name);
    }
    copy.filter = resolve(copy.filter, f);
    for (auto& arg : copy.args) arg = resolve(arg, f);
    f.bound.resize(outside);
    open_names_.resize(open);
    return keep(std::move(copy), n, f);
  }

  void resolve_domain(Domain& d, Frame& f) {
    for (Expr* end : {&d.lo, &d.hi, &d.step}) *end = resolve(*end, f);
    for (auto& element : d.elements) element = resolve(element, f);
    if (f.site) d.span = *f.site;
  }

  /// A binder of a definition may have the name of a variable that occurs in the arguments; printed, it would seem to bind
  /// that one. It is then renamed: t becomes t_1.
  std::string unambiguous_name(const std::string& name, const Frame& f) const {
    const auto taken = [&](const std::string& n) {
      return std::find(open_names_.begin(), open_names_.end(), n) != open_names_.end();
    };
    if (!f.site || !taken(name)) return name;
    for (int k = 1;; ++k)
      if (auto other = name + "_" + std::to_string(k); !taken(other)) return other;
  }

  int fresh_slot(const std::string& name) {
    out_.slot_names.push_back(name);
    return static_cast<int>(out_.slot_names.size()) - 1;
  }

  Expr bound_variable(const Binder& binder, const Frame& f) {
    Node n;
    n.op = Op::variable;
    n.name = binder.name;
    n.slot = binder.slot;
    n.span = binder.span;
    const Node written = n;
    return keep(std::move(n), written, f);
  }

  const Binding* find_bound(const std::string& name, const Frame& f) const {
    const auto found = std::find_if(f.bound.rbegin(), f.bound.rend(), [&](const Binding& b) { return b.name == name; });
    return found == f.bound.rend() ? nullptr : &*found;
  }

  Expr variable(const Node& n, Frame& f) {
    if (const auto* b = find_bound(n.name, f)) {
      if (b->parameter || f.site) return b->value;
      Node copy = *b->value;  // in the claim each occurrence keeps its own place
      copy.span = n.span;
      return keep(std::move(copy), n, f);
    }
    const int k = user_.find(n.name);
    ensure(k >= 0 && !f.in_prelude, "a name that was checked is unknown");
    return expanded(k, user_, {}, n, f);
  }

  Expr application(const Node& n, Frame& f) {
    std::vector<Expr> args;
    for (const auto& arg : n.args) args.push_back(resolve(arg, f));
    if (const int k = f.in_prelude ? -1 : user_.find(n.name); k >= 0) return expanded(k, user_, std::move(args), n, f);
    if (n.op == Op::apply) {
      const int k = prelude().find(n.name);
      ensure(k >= 0, "a function that was checked is unknown");
      return expanded(k, prelude(), std::move(args), n, f);
    }
    if (n.name == "length") return length(n, args[0], f);
    if (n.name == "min" || n.name == "max") return extreme(n, std::move(args), f);
    Node copy = n;
    copy.args = std::move(args);
    return keep(std::move(copy), n, f);
  }

  Expr expanded(int k, const DefinitionTable& table, std::vector<Expr> args, const Node& n, Frame& f) {
    const bool built_in = &table != &user_;
    std::string key = (built_in ? "p" : "u") + std::to_string(k);
    for (const auto& arg : args) key += "," + std::to_string(store_.facts(arg).number);
    if (const auto found = applications_.find(key); found != applications_.end()) return found->second;
    const auto& d = table[k];
    Frame inner{&d.source, f.site ? f.site : &n.span, built_in, {}};
    for (std::size_t p = 0; p < args.size(); ++p) inner.bound.push_back({d.parameters[p], args[p], true});
    auto body = resolve(d.body, inner);
    if (built_in) body = with_origin(body, d.name, args, n, f);
    applications_.emplace(std::move(key), body);
    return body;
  }

  /// Records the application with the values of its arguments, "f(n; 128, 10000)".
  Expr with_origin(const Expr& body, const std::string& name, const std::vector<Expr>& args, const Node& n, const Frame& f) {
    std::string text = name;
    for (std::size_t k = 0; k < args.size(); ++k) {
      const bool is_long = store_.facts(args[k]).size > longest_origin_argument;
      text += (k == 0 ? "(" : k == 1 ? "; " : ", ") + (is_long ? "..." : to_text(args[k]));
    }
    auto marked = store_.with_origin(body, text + ")");
    note_place(marked, n, f);
    return marked;
  }

  /// e0 < e1 < e2 says e0 < e1 and e1 < e2.
  Expr chain(const Node& n, Frame& f) {
    std::vector<Expr> sides;
    for (const auto& arg : n.args) sides.push_back(resolve(arg, f));
    Node all;
    all.op = Op::conj;
    for (std::size_t k = 0; k < n.relations.size(); ++k) {
      Node written;
      written.op = n.relations[k];
      written.span = {n.args[k]->span.begin, n.args[k + 1]->span.end};
      Node pair = written;
      pair.args = {sides[k], sides[k + 1]};
      all.args.push_back(keep(std::move(pair), written, f));
    }
    return keep(std::move(all), n, f);
  }

  /// The derivative of e in x, taken at the value of x. For a parameter x that stands for a variable y of the caller the tree
  /// says d/dy, which is the same only while nothing else in e depends on y.
  Expr derivative(const Node& n, Frame& f) {
    const auto* b = find_bound(n.binders[0].name, f);
    ensure(b != nullptr, "deriv of a variable that is not bound");
    const auto value = b->value;
    const auto& name = n.binders[0].name;
    if (value->op != Op::variable)
      fail("type",
           "deriv needs a variable, but the parameter " + name + " stands for another term where this definition is applied", n,
           f);
    if (b->parameter) refuse_mixed_derivative(n, name, value->slot, f);
    Node copy = n;
    copy.binders[0].slot = value->slot;
    copy.binders[0].name = value->name;
    copy.args[0] = resolve(n.args[0], f);
    return keep(std::move(copy), n, f);
  }

  void refuse_mixed_derivative(const Node& n, const std::string& name, int slot, Frame& f) {
    Binder stand_in;
    stand_in.name = name;
    stand_in.slot = fresh_slot(name);
    f.bound.push_back({name, bound_variable(stand_in, f), false});
    const Expr inside = resolve(n.args[0], f);
    f.bound.pop_back();
    if (depends_on(inside, slot))
      fail("type", "deriv in " + name + ": another parameter depends on the same variable where this definition is applied", n,
           f);
  }

  Expr length(const Node& n, const Expr& list, Frame& f) {
    Node value;
    value.op = Op::number;
    value.number = Rational(static_cast<long>(list_length(list, n, f)));
    return keep(std::move(value), n, f);
  }

  std::size_t list_length(const Expr& list, const Node& n, const Frame& f) const {
    if (list->op == Op::list) return list->args.size();
    if (list->op == Op::index && list->args[0]->op == Op::list) {
      const auto& rows = list->args[0]->args;
      const auto columns = list_length(rows[0], n, f);
      for (const auto& row : rows)
        if (list_length(row, n, f) != columns)
          fail("type", "length of an element of a list whose elements differ in length", n, f);
      return columns;
    }
    fail("type", "length needs a list [a, b, c]", n, f);
  }

  /// min and max of any number of terms, as a balanced tree of pairs; of one list, of its elements.
  Expr extreme(const Node& n, std::vector<Expr> terms, Frame& f) {
    if (terms.size() == 1 && terms[0]->op == Op::list) terms = std::vector<Expr>(terms[0]->args);
    while (terms.size() > 1) {
      std::vector<Expr> pairs;
      for (std::size_t k = 0; k + 1 < terms.size(); k += 2) {
        Node pair;
        pair.op = Op::call;
        pair.name = n.name;
        pair.args = {terms[k], terms[k + 1]};
        pairs.push_back(keep(std::move(pair), n, f));
      }
      if (terms.size() % 2 == 1) pairs.push_back(terms.back());
      terms = std::move(pairs);
    }
    return terms[0];
  }

  Expr keep(Node node, const Node& written, const Frame& f) {
    node.span = f.site ? *f.site : written.span;
    node.relations.clear();
    for (auto& b : node.binders)
      if (f.site) b.span = *f.site;
    auto kept = store_.keep(std::move(node));
    const auto& facts = store_.facts(kept);
    if (facts.size > largest_claim || store_.count() > most_nodes)
      fail("limit", "the claim is too large once its definitions are expanded", written, f);
    if (facts.depth > deepest_claim) fail("limit", too_deep, written, f);
    note_place(kept, written, f);
    return kept;
  }

  void note_place(const Expr& e, const Node& written, const Frame& f) {
    if (f.site) out_.places.try_emplace(e.get(), Place{f.source, written.span});
  }

  const Source& claim_;
  DefinitionTable user_;
  NodeStore store_;
  std::unordered_map<std::string, Expr> applications_;
  std::vector<std::string> open_names_;  ///< of all binders around what is being resolved
  int open_ = 0;                         ///< calls of resolve that have not returned
  Expansion out_;
};

}  // namespace

Expansion expand(const Source& claim, const Expr& parsed, const std::vector<Definition>& definitions) {
  return Expander(claim, definitions).run(parsed);
}

}  // namespace posproof::detail
