#pragma once
#include "evaluator_detail.hpp"

// Evaluator<S>: relations, connectives and quantifiers over finite domains.

namespace posproof {

template <class S>
Truth Evaluator<S>::guarded(int id) {
  try {
    return truth(id);
  } catch (const Undefined& u) {
    if (u.certain || u.unsupported) throw;
    return Truth::unknown;
  }
}

template <class S>
Truth Evaluator<S>::formula(const Program::Instruction& x) {
  switch (x.op) {
    case Op::truth: return truth_of(x.node->number.sign() != 0);
    case Op::conj:
    case Op::disj:
    case Op::negation:
    case Op::implies: return connective(x);
    case Op::forall:
    case Op::exists: return quantifier(x, 0);
    default:
      if (is_relation(x.op)) return relation(x);
      detail::unsupported(x.node, "this statement is decided by rules, not evaluated");
  }
}

template <class S>
Truth Evaluator<S>::connective(const Program::Instruction& x) {
  if (x.op == Op::negation) return !truth(x.args[0]);
  // Left to right; stops at the first argument that settles it. After an unknown argument, the next may be undefined
  // just where the unknown one would have stopped, so undefinedness there is only "unknown".
  const Truth settles = x.op == Op::conj ? Truth::no : Truth::yes;
  Truth result = !settles;
  for (std::size_t i = 0; i < x.args.size(); ++i) {
    Truth t;
    if (result == Truth::unknown) {
      try {
        t = truth(x.args[i]);
      } catch (const Undefined& u) {
        if (u.unsupported) throw;
        t = Truth::unknown;
      }
    } else {
      t = truth(x.args[i]);
    }
    if (x.op == Op::implies && i == 0) t = !t;
    if (t == settles) return settles;
    result = x.op == Op::conj ? result & t : result | t;
  }
  return result;
}

template <class S>
Truth Evaluator<S>::relation(const Program::Instruction& x) {
  spend(1, x.node);
  const V& a = value(x.args[0]);
  const V& b = value(x.args[1]);
  if (a.complex || b.complex) {
    if (x.op != Op::equal && x.op != Op::not_equal) detail::unsupported(x.node, "complex values have no order");
    const S zero = context_.lift(Rational(0));
    const Truth t = equal(head(a.re), head(b.re)) & equal(head(a.complex ? *a.im : zero), head(b.complex ? *b.im : zero));
    return x.op == Op::equal ? t : !t;
  }
  return compare(x.op, a.re, b.re);
}

template <class S>
Truth Evaluator<S>::quantifier(const Program::Instruction& x, std::size_t depth) {
  const bool all = x.op == Op::forall;
  if (depth == x.ranges.size()) {
    const Truth inside = x.filter >= 0 ? guarded(x.filter) : Truth::yes;
    if (certainly_not(inside)) return truth_of(all);
    if (certainly(inside)) return truth(x.args[0]);
    return Truth::unknown;  // the body may be undefined just where the filter fails
  }
  Truth result = truth_of(all);
  bool any = false;
  for_range(x.ranges[depth], x.node, [&] {
    any = true;
    const Truth t = quantifier(x, depth + 1);
    result = all ? result & t : result | t;
    return result != truth_of(!all);
  });
  if (!any) throw Undefined{x.node, "the domain is empty", true, false, "empty-domain"};
  return result;
}

}  // namespace posproof
