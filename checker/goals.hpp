#pragma once
#include "leaf.hpp"

// The proof calculus: a stack of goals that each line of a certificate works on. Rules: docs/certificates.md; proofs: C11
// (steps), C12 (leaves), C13 (identities).

namespace check {

struct Goal {
  Tree formula;
  bool prove;
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
    Goal goal = std::move(goals_.back());
    goals_.pop_back();
    if (line.has("leaf")) {
      ++leaves;
      leaf(line, goal);
      return;
    }
    const std::string step = line.at("step").string();
    if (step == "introduce")
      introduce(line, goal);
    else if (step == "split")
      split(line, goal);
    else if (step == "take")
      take(line, goal);
    else if (step == "parts")
      parts(line, goal);
    else if (step == "choose")
      choose(line, goal);
    else if (step == "witness")
      witness(line, goal);
    else
      throw Unreadable("no step of version 1: " + step);
  }

 private:
  std::vector<Goal> goals_;

  /// A negation to prove is its opposite to disprove.
  void push(Goal goal) {
    for (; goal.formula->op == "not"; goal.formula = goal.formula->args[0]) goal.prove = !goal.prove;
    for (const auto& c : goal.environment) charge(10 + c.list.size());
    if (goals_.size() >= 65536) throw Rejected("more than 65536 open goals");
    goals_.push_back(std::move(goal));
  }
  void push(const Goal& like, const Tree& formula, bool prove) { push({formula, prove, like.environment}); }
  static void require(bool fits, const char* what) {
    if (!fits) throw Rejected(std::string(what) + " does not fit the goal");
  }

  /// The value of a term that depends on nothing but variables with values.
  static Number value(const Tree& term, const Environment& environment) {
    Evaluator<Number> e;
    for (const auto& c : environment)
      if (c.kind == "value") e.variables[c.slot] = c.lo;
    for (int slot : term->free)
      if (!e.variables.count(slot)) throw Rejected("a bound depends on a variable without a value");
    try {
      return e.term(*term)().real();
    } catch (const Undefined& u) {
      throw Rejected(std::string("a bound is undefined: ") + u.what());
    }
  }
  static mpq_class rational(const Tree& term, const Environment& environment, bool integer) {
    const Number x = value(term, environment);
    if (!x.exact() || (integer && !x.is_integer()))
      throw Rejected(integer ? "a bound is no exact integer" : "an element is no exact rational");
    return x.rational();
  }
  /// An end of an interval: its exact value, or the line's number that lies outside of it for sure.
  static mpq_class end(const Number& x, const Json& line, const std::string& key, bool& closed) {
    if (x.exact()) return x.rational();
    const mpq_class q = read_number(line.at(key));
    if (key == "lower" ? q > x.lower() : q < x.upper()) throw Rejected(key + " is not certainly outside of the domain's end");
    closed = true;
    return q;
  }

  /// What a binder's domain puts into the environment; never empty. Adds the keys that the line must have.
  static Content domain(const Binder& b, const Environment& environment, const Json& line, std::vector<std::string>& keys) {
    Content c = fixed(b.slot, 0);
    c.kind = b.kind == "ints" ? "integers" : b.kind == "set" ? "list" : "reals";
    c.lo_closed = b.lo_closed, c.hi_closed = b.hi_closed, c.no_lo = !b.lo, c.no_hi = !b.hi;
    if (b.kind == "set") {
      for (const auto& e : b.elements) c.list.push_back(rational(e, environment, false));
    } else if (b.kind == "ints") {
      c.lo = rational(b.lo, environment, true);
      c.step = rational(b.step, environment, true);
      if (c.step <= 0) throw Rejected("a step that is not positive");
      if (c.no_hi) return c;
      c.hi = rational(b.hi, environment, true);
      if (c.lo > c.hi) throw Rejected("an empty domain");
      c.hi = c.lo + c.step * floor_step((c.hi - c.lo) / c.step);
    } else {
      const Number lo = c.no_lo ? Number() : value(b.lo, environment), hi = c.no_hi ? Number() : value(b.hi, environment);
      const bool point = lo.exact() && hi.exact() && lo.rational() == hi.rational() && c.lo_closed && c.hi_closed;
      if (!c.no_lo && !c.no_hi && !point && !positive(hi - lo)) throw Rejected("a domain that may be empty");
      if (!lo.exact()) keys.push_back("lower");
      if (!hi.exact()) keys.push_back("upper");
      if (!c.no_lo) c.lo = end(lo, line, "lower", c.lo_closed);
      if (!c.no_hi) c.hi = end(hi, line, "upper", c.hi_closed);
    }
    return c;
  }
  static bool is_element(const mpq_class& q, const Binder& b, const Environment& environment) {
    if (b.kind == "set")
      return std::any_of(b.elements.begin(), b.elements.end(),
                         [&](const Tree& e) { return rational(e, environment, false) == q; });
    if (b.kind == "ints") {
      const mpq_class lo = rational(b.lo, environment, true), step = rational(b.step, environment, true),
                      steps = step > 0 ? (q - lo) / step : mpq_class(-1);
      return steps >= 0 && steps.get_den() == 1 && (!b.hi || q <= rational(b.hi, environment, true));
    }
    const auto beyond = [&](const Tree& e, bool closed, int side) {  // on the inner side of the end
      if (!e) return true;
      const Signs s = signs(Number(side) * (Number(q) - value(e, environment)));
      return !s.negative && (!s.zero || (closed && !s.positive));
    };
    return beyond(b.lo, b.lo_closed, 1) && beyond(b.hi, b.hi_closed, -1);
  }
  /// The environment with values for all binders of a quantifier.
  static Environment with_values(const Goal& goal, const Json& values) {
    Environment environment = goal.environment;
    const auto& binders = goal.formula->binders;
    require(goal.introduced == 0 && values.array().size() == binders.size(), "the number of values");
    for (std::size_t i = 0; i < binders.size(); ++i) {
      const mpq_class q = read_number(values.at(i));
      if (!is_element(q, binders[i], environment)) throw Rejected("the value of " + binders[i].name + " is not in its domain");
      environment.push_back(fixed(binders[i].slot, q));
    }
    return environment;
  }

  void introduce(const Json& line, const Goal& goal) {
    const Node& q = *goal.formula;
    require(q.op == (goal.prove ? "forall" : "exists"), "introduce");
    std::vector<std::string> keys = {"step"};
    Goal next = goal;
    next.environment.push_back(domain(q.binders[goal.introduced], goal.environment, line, keys));
    const bool example = q.filter && goal.introduced == 0;
    if (example) keys.push_back("example");
    line.keys_are(keys);
    if (++next.introduced == q.binders.size()) {
      next.introduced = 0;
      next.formula = q.args[0];
      if (q.filter) {
        auto both = std::make_shared<Node>();
        both->op = goal.prove ? "=>" : "and";
        both->formula = true;
        both->args = {q.filter, q.args[0]};
        next.formula = both;
      }
    }
    push(std::move(next));
    if (example) push({q.filter, true, with_values(goal, line.at("example"))});
  }

  void witness(const Json& line, const Goal& goal) {
    line.keys_are({"step", "values"});
    require(goal.formula->op == (goal.prove ? "exists" : "forall"), "witness");
    const Environment environment = with_values(goal, line.at("values"));
    push({goal.formula->args[0], goal.prove, environment});
    if (goal.formula->filter) push({goal.formula->filter, true, environment});
  }

  static Content& content(Goal& goal, const Json& line) {
    for (auto& c : goal.environment)
      if (c.slot == line.at("variable").integer()) return c;
    throw Rejected("no such variable in the environment");
  }

  void split(const Json& line, const Goal& goal) {
    line.keys_are({"step", "variable", "at"});
    Goal left = goal, right = goal;
    Content &l = content(left, line), &r = content(right, line);
    const mpq_class at = read_number(line.at("at"));
    const bool integers = l.kind == "integers";
    require(integers || l.kind == "reals", "split");
    if ((!l.no_hi && at >= l.hi) || (!l.no_lo && (integers ? at < l.lo : at <= l.lo)))
      throw Rejected("cut outside of the range");
    if (integers && mpq_class((at - l.lo) / l.step).get_den() != 1) throw Rejected("cut at what is no element");
    l.hi = at, l.no_hi = false, l.hi_closed = true;
    r.lo = integers ? mpq_class(at + r.step) : at, r.no_lo = false, r.lo_closed = true;
    push(std::move(right));
    push(std::move(left));
  }

  void take(const Json& line, const Goal& goal) {
    line.keys_are({"step", "variable", "value"});
    Goal first = goal, rest = goal;
    Content &f = content(first, line), &r = content(rest, line);
    require(f.kind == "list" || f.kind == "integers", "take");
    const mpq_class q = read_number(line.at("value"));
    if (q != (f.kind == "list" ? f.list[0] : f.lo)) throw Rejected("not the next element");
    if (r.kind == "list")
      r.list.erase(r.list.begin());
    else
      r.lo += r.step;
    f = fixed(f.slot, q);
    if (r.kind == "list" ? !r.list.empty() : r.no_hi || r.lo <= r.hi) push(std::move(rest));
    push(std::move(first));
  }

  void parts(const Json& line, const Goal& goal) {
    line.keys_are({"step"});
    const Node& f = *goal.formula;
    const bool implication = f.op == "=>" && !goal.prove;
    require(implication || f.op == (goal.prove ? "and" : "or"), "parts");
    for (std::size_t i = f.args.size(); i-- > 0;) push(goal, f.args[i], implication && i == 0 ? true : goal.prove);
  }

  void choose(const Json& line, const Goal& goal) {
    line.keys_are({"step", "index"});
    const Node& f = *goal.formula;
    const bool implication = f.op == "=>" && goal.prove;
    require(implication || f.op == (goal.prove ? "or" : "and"), "choose");
    const long index = line.at("index").integer();
    if (index < 0 || static_cast<std::size_t>(index) >= f.args.size()) throw Rejected("no part of this index");
    // The part that settles the matter, below those before it, which must not.
    push(goal, f.args[index], implication && index == 0 ? false : goal.prove);
    for (long i = index; i-- > 0;) push(goal, f.args[i], implication ? true : !goal.prove);
  }

  void leaf(const Json& line, const Goal& goal) {
    const std::string kind = line.at("leaf").string(), expected = text(goal.environment),
                      given(line.at("environment").of('[').text);
    if (given != expected)
      throw Rejected("the leaf is for " + given.substr(0, 300) + ", but the goal is for " + expected.substr(0, 300));
    if (kind == "identity") {
      line.keys_are({"leaf", "environment"});
      const Node& f = *goal.formula;
      require(is_relation(f.op) && compared(f.op, Signs{false, true, false}) == (goal.prove ? Truth::yes : Truth::no),
              "identity");
      if (!is_identity(f, goal.environment)) throw Rejected("the normal form of left - right is not 0");
    } else if (kind == "evaluate") {
      Leaf(line, goal.environment).decide(*goal.formula, goal.prove ? Truth::yes : Truth::no);
      most_bits = std::max(most_bits, line.at("bits").integer());
    } else {
      throw Unreadable("no leaf of version 1: " + kind);
    }
  }
};

}  // namespace check
