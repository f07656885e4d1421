#pragma once
#include "leaf.hpp"

// The proof calculus: a stack of goals that each line of a certificate works on. Rules: docs/certificates.md. **Theorem** C11
// (steps), C12 (leaves), C13 (identities).

namespace check {

struct Goal {
  Tree formula;
  bool prove;  ///< else disprove
  Environment environment;
  std::size_t introduced = 0;  ///< binders of a quantifier that are in the environment already
};

class Proof {
 public:
  std::size_t leaves = 0;
  long most_bits = 0;

  Proof(const Tree& claim, bool prove) { push({claim, prove, {}}); }
  bool finished() const { return goals_.empty(); }

  void line(const Json& line) {
    if (goals_.empty()) throw Rejected("a line after the last goal was settled");
    const Precision of_bounds(256);
    const Goal goal = std::move(goals_.back());
    goals_.pop_back();
    if (line.contains("leaf")) return leaf(line, goal);
    const std::string step = string(line.at("step"));
    if (step == "introduce") return introduce(line, goal);
    if (step == "split") return split(line, goal);
    if (step == "parts" || step == "choose") return parts(line, goal, step == "choose");
    if (step == "witness") return witness(line, goal);
    throw Unreadable("no step of this version: " + step);
  }

 private:
  std::vector<Goal> goals_;

  /// A negation to prove is its opposite to disprove.
  void push(Goal goal) {
    for (; goal.formula->op == "not"; goal.formula = goal.formula->args[0]) goal.prove = !goal.prove;
    charge(10 * goal.environment.size());
    if (goals_.size() >= 65536) throw Rejected("more than 65536 open goals");
    goals_.push_back(std::move(goal));
  }
  static void require(bool fits, const std::string& what) {
    if (!fits) throw Rejected(what + " does not fit the goal");
  }

  /// The value of a term that depends on nothing but variables with values.
  static Number value(const Tree& term, const Environment& environment) {
    Evaluator<Number> e;
    for (const auto& c : environment)
      if (c.kind == "value") e.variables[c.slot] = *c.lo;
    for (long slot : term->free)
      if (!e.variables.count(slot)) throw Rejected("a bound depends on a variable without a value");
    return e.value(*term).real();
  }
  static mpq_class rational(const Tree& term, const Environment& environment, bool integer) {
    const Number x = value(term, environment);
    if (!x.exact || (integer && !x.is_integer())) throw Rejected("a bound or an element is not exact");
    return *x.exact;
  }
  /// An end of an interval: its exact value, or a number that lies outside of it for sure, which is closed.
  static std::optional<mpq_class> end(const Tree& bound, const Environment& known, const Json& json, bool lower, bool& closed) {
    if (!bound) return json.is_null() ? std::nullopt : throw Rejected("a number for an infinite end");
    const Number x = value(bound, known);
    const mpq_class q = read_number(json);
    if (lower ? q > x.lower() : q < x.upper()) throw Rejected("an end that is not certainly outside of the domain");
    closed = closed || x.exact != q;
    return q;
  }
  /// Integers of which there is one are a value.
  static Content settled(Content c) {
    if (c.kind == "integers" && c.lo == c.hi) c.kind = "value";
    return c;
  }
  /// What a domain of integers puts into the environment, or a set for each of its elements; never empty.
  static Environment countable(const Binder& b, const Environment& environment) {
    Environment all;
    for (const auto& e : b.elements) all.push_back({b.slot, "value", rational(e, environment, false)});
    if (b.kind == "set") return all;
    const mpq_class lo = rational(b.lo, environment, true), step = rational(b.step, environment, true);
    if (step <= 0) throw Rejected("a step that is not positive");
    if (!b.hi) return {{b.slot, "integers", lo, {}, step}};
    const mpq_class hi = rational(b.hi, environment, true);
    if (lo > hi) throw Rejected("an empty domain");
    return {settled({b.slot, "integers", lo, mpq_class(lo + step * floor_step((hi - lo) / step)), step})};
  }
  static Content reals(const Binder& b, const Environment& environment, const Json& line) {
    if (b.lo && b.hi) {
      const Number lo = value(b.lo, environment), hi = value(b.hi, environment);
      const bool point = lo.exact && lo.exact == hi.exact && b.lo_closed && b.hi_closed;
      if (!point && !positive(hi - lo)) throw Rejected("a domain that may be empty");
    }
    Content c{b.slot, "reals", {}, {}, 1, b.lo_closed, b.hi_closed};
    c.lo = end(b.lo, environment, line.at("lower"), true, c.lo_closed);
    c.hi = end(b.hi, environment, line.at("upper"), false, c.hi_closed);
    return c;
  }
  static bool is_element(const mpq_class& q, const Binder& b, const Environment& environment) {
    const auto beyond = [&](const Tree& e, bool closed, int side) {  // on the inner side of the end
      if (!e) return true;
      const Signs s = signs(Number(side) * (Number(q) - value(e, environment)));
      return !s.negative && (!s.zero || (closed && !s.positive));
    };
    if (b.kind == "reals") return beyond(b.lo, b.lo_closed, 1) && beyond(b.hi, b.hi_closed, -1);
    const Environment all = countable(b, environment);
    return std::any_of(all.begin(), all.end(), [&](const Content& c) {
      if (c.kind == "value") return q == *c.lo;
      return q >= *c.lo && (!c.hi || q <= *c.hi) && mpq_class((q - *c.lo) / c.step).get_den() == 1;
    });
  }
  /// The environment with values for all binders of a quantifier.
  static Environment with_values(const Goal& goal, const Json& values) {
    Environment environment = goal.environment;
    const auto& binders = goal.formula->binders;
    require(goal.introduced == 0 && values.is_array() && values.size() == binders.size(), "the number of values");
    for (std::size_t i = 0; i < binders.size(); ++i) {
      const mpq_class q = read_number(values[i]);
      if (!is_element(q, binders[i], environment)) throw Rejected("the value of " + binders[i].name + " is not in its domain");
      environment.push_back({binders[i].slot, "value", q});
    }
    return environment;
  }

  void introduce(const Json& line, const Goal& goal) {
    const Node& q = *goal.formula;
    require(q.op == (goal.prove ? "forall" : "exists"), "introduce");
    const Binder& b = q.binders[goal.introduced];
    const bool example = q.filter && goal.introduced == 0, real = b.kind == "reals";
    std::vector<const char*> keys = {"step"};
    if (real) keys.insert(keys.end(), {"lower", "upper"});
    if (example) keys.push_back("example");
    keys_are(line, keys);
    Goal next = goal;
    if (++next.introduced == q.binders.size()) {
      next.introduced = 0;
      next.formula = q.args[0];  // beside a condition: it fails or the body holds; it holds and so does the body
      if (q.filter)
        next.formula = goal.prove ? node("or", {node("not", {q.filter}), q.args[0]}) : node("and", {q.filter, q.args[0]});
    }
    const Environment all = real ? Environment{reals(b, goal.environment, line)} : countable(b, goal.environment);
    for (auto c = all.rbegin(); c != all.rend(); ++c) {
      push(next);
      goals_.back().environment.push_back(*c);
    }
    if (example) push({q.filter, true, with_values(goal, line.at("example"))});
  }

  void witness(const Json& line, const Goal& goal) {
    keys_are(line, {"step", "values"});
    require(goal.formula->op == (goal.prove ? "exists" : "forall"), "witness");
    const Environment environment = with_values(goal, line.at("values"));
    push({goal.formula->args[0], goal.prove, environment});
    if (goal.formula->filter) push({goal.formula->filter, true, environment});
  }

  void split(const Json& line, const Goal& goal) {
    keys_are(line, {"step", "variable", "at"});
    const auto c = std::find_if(goal.environment.begin(), goal.environment.end(),
                                [&](const Content& x) { return line.at("variable") == x.slot; });
    const mpq_class at = read_number(line.at("at"));
    require(c != goal.environment.end() && c->kind != "value", "split");
    const bool whole = c->kind == "integers";
    if ((c->hi && at >= *c->hi) || (c->lo && (whole ? at < *c->lo : at <= *c->lo))) throw Rejected("cut outside of the range");
    if (whole && mpq_class((at - *c->lo) / c->step).get_den() != 1) throw Rejected("cut at what is no element");
    Content below = *c, above = *c;
    below.hi = at, below.hi_closed = true, above.lo = whole ? mpq_class(at + c->step) : at, above.lo_closed = true;
    for (const Content& side : {above, below}) {
      push(goal);
      goals_.back().environment[c - goal.environment.begin()] = settled(side);
    }
  }

  /// All parts, or one that settles the matter and those before it, which must not.
  void parts(const Json& line, const Goal& goal, bool choose) {
    keys_are(line, choose ? std::vector<const char*>{"step", "index"} : std::vector<const char*>{"step"});
    const auto& all = goal.formula->args;
    require(goal.formula->op == (goal.prove != choose ? "and" : "or"), choose ? "choose" : "parts");
    const long most = static_cast<long>(all.size()) - 1, last = choose ? integer(line.at("index"), 0, most) : most;
    for (long i = last; i >= 0; --i) push({all[i], i == last ? goal.prove : goal.prove != choose, goal.environment});
  }

  void leaf(const Json& line, const Goal& goal) {
    ++leaves;
    const std::string kind = string(line.at("leaf")), goes = written(goal.environment).dump();
    if (line.at("environment").dump() != goes)
      throw Rejected("the leaf is for another goal; the next is " + goes.substr(0, 300));
    const Node& f = *goal.formula;
    if (kind == "identity") {
      keys_are(line, {"leaf", "environment"});
      require(is_relation(f.op) && (compared(f.op, Signs{false, true, false}) == Truth::yes) == goal.prove, "identity");
      if (!is_identity(f, goal.environment)) throw Rejected("the normal form of left - right is not 0");
    } else if (kind == "evaluate") {
      Leaf leaf(line, goal.environment, f);
      leaf.decide(f, goal.prove ? Truth::yes : Truth::no);
      most_bits = std::max(most_bits, leaf.bits);
    } else {
      throw Unreadable("no leaf of this version: " + kind);
    }
  }
};

}  // namespace check
