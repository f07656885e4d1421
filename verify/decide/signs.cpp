#include "posproof/decide/signs.hpp"

namespace posproof {
namespace {

Signs holding(Op relation) {
  switch (relation) {
    case Op::less: return Signs::negative();
    case Op::less_equal: return Signs::negative() | Signs::zero();
    case Op::greater: return Signs::positive();
    case Op::greater_equal: return Signs::positive() | Signs::zero();
    case Op::equal: return Signs::zero();
    case Op::not_equal: return Signs::negative() | Signs::positive();
    default: contract_broken("a relation is wanted");
  }
}

}  // namespace

Truth relation_truth(Op relation, Signs difference) {
  const Signs good = holding(relation);
  if (difference.within(good)) return Truth::yes;
  return difference.may_be(good) ? Truth::unknown : Truth::no;
}

}  // namespace posproof
